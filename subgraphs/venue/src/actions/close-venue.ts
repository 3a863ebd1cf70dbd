import type { Scope } from '@constellation/kit';
import type { Venue } from '../data/venue.entity.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { allowManager } from './access.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/**
 * Closes a venue for good; one that is closed already stays as it is.
 * @throws Refusal NOT_FOUND or FORBIDDEN
 */
export const closeVenue = ({ em, principal }: Scope, { id }: { readonly id: string }): Promise<Venue> =>
  em.transactional(async (tx) => {
    const venue = await lockVenue(tx, id, ['id']);
    allowManager(principal, venue.id);
    if (venue.closed) return venue;
    venue.closed = true;
    await snapshotVenue(tx, venue);
    return venue;
  });
