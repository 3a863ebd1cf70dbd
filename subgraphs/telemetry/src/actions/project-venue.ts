import type { Scope } from '@constellation/kit';
import type { VenueSnapshotData } from '@constellation/schema';
import { saveVenue } from '../data/venues.queries.ts';

/** Keeps what the venue subgraph last said; anything older than what is known changes nothing. */
export const projectVenue = (
  { em }: Scope,
  { venueId, slug, rooms }: VenueSnapshotData,
  version: number,
): Promise<void> => saveVenue(em, { id: venueId, slug, rooms: rooms.map(({ id, name }) => ({ id, name })) }, version);
