import { newId, Refusal, type Scope } from '@constellation/kit';
import { accept } from '@constellation/kit/input';
import { violates } from '../data/constraint.ts';
import { type Venue, VenueEntity } from '../data/venue.entity.ts';
import { type NewVenue, newVenue } from '../domain/venue.ts';
import { allowAdmin } from './access.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/**
 * Opens a venue, as yet without rooms and hours. Of several at once with one slug, one wins.
 * @throws Refusal FORBIDDEN, INVALID_INPUT or SLUG_TAKEN
 */
export async function createVenue({ em, principal }: Scope, { input }: { readonly input: NewVenue }): Promise<Venue> {
  allowAdmin(principal);
  const accepted = accept(newVenue, input);
  try {
    return await em.transactional(async (tx) => {
      const blank = { openingHours: [], specialHours: [], closed: false, version: 0, snapshotForm: 0 };
      const venue = tx.create(VenueEntity, { ...accepted, ...blank, id: newId() });
      await snapshotVenue(tx, venue);
      return venue;
    });
  } catch (error) {
    if (!violates(error, 'venues_slug_unique')) throw error;
    throw new Refusal('SLUG_TAKEN', 'Another venue has this slug', { path: ['input', 'slug'] });
  }
}
