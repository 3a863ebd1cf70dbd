import type { Scope } from '@constellation/kit';
import { snapshotForm, venuesToTellAnew } from '../data/venue-snapshot.queries.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/** So many venues in one step. */
const most = 100;

/** Appends a snapshot of each venue whose newest one tells less than it would now; answers true when there may be more. */
export async function tellAnew({ em }: Scope): Promise<boolean> {
  const ids = await venuesToTellAnew(em, most);
  for (const id of ids)
    await em.transactional(async (tx) => {
      const venue = await lockVenue(tx, id);
      if (venue.snapshotForm < snapshotForm) await snapshotVenue(tx, venue);
    });
  return ids.length === most;
}
