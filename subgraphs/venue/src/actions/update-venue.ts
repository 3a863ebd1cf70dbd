import type { Scope } from '@constellation/kit';
import { accept } from '@constellation/kit/input';
import type { Venue } from '../data/venue.entity.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { type VenueChange, venueChange } from '../domain/venue.ts';
import { allowManager } from './access.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/**
 * Changes what a venue says of itself; what is left out stays.
 * @throws Refusal INVALID_INPUT, NOT_FOUND or FORBIDDEN
 */
export async function updateVenue(
  { em, principal }: Scope,
  { input }: { readonly input: VenueChange },
): Promise<Venue> {
  const { id, ...change } = accept(venueChange, input);
  return em.transactional(async (tx) => {
    const venue = await lockVenue(tx, id, ['input', 'id']);
    allowManager(principal, venue.id);
    tx.assign(venue, change);
    await snapshotVenue(tx, venue);
    return venue;
  });
}
