import type { Scope } from '@constellation/kit';
import type { VenueSnapshotData } from '@constellation/schema';
import { saveVenue } from '../data/venues.queries.ts';

/** Keeps what the venue subgraph last said; anything older than what is known changes nothing. */
export const projectVenue = async (
  { em }: Scope,
  { venueId: id, location, closed }: VenueSnapshotData,
  version: number,
): Promise<void> => void (await saveVenue(em, { id, location, closed }, version));
