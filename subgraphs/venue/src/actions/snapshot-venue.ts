import { append, type EntityManager, instant } from '@constellation/kit';
import { venueSnapshot } from '@constellation/schema';
import { readSnapshot, snapshotForm } from '../data/venue-snapshot.queries.ts';
import type { Venue } from '../data/venue.entity.ts';
import { limitSize } from '../domain/venue-size.ts';

/**
 * Ends every change of a locked venue: counts it, and appends what the whole venue is like now. The change and its
 * snapshot share the transaction.
 * @throws Refusal INVALID_INPUT when the venue would grow too large.
 */
export async function snapshotVenue(tx: EntityManager, venue: Venue): Promise<void> {
  venue.version += 1;
  venue.snapshotForm = snapshotForm;
  await tx.flush();
  const at = await instant(tx);
  const data = await readSnapshot(tx, venue);
  limitSize(data);
  await append(tx, venueSnapshot, { aggregate: venue.id, version: venue.version, at, data });
}
