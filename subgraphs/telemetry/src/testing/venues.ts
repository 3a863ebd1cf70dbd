import { newId } from '@constellation/kit';
import type { VenueSnapshotData } from '@constellation/schema';
import { projectVenue } from '../actions/project-venue.ts';
import type { OpenTelemetry } from './open-telemetry.ts';

/** A venue that telemetry has heard of. */
export interface KnownVenue {
  readonly id: string;
  readonly roomIds: readonly string[];
}

/** Makes a venue with so many rooms known. */
export async function knownVenue({ scope }: OpenTelemetry, rooms = 1): Promise<KnownVenue> {
  const venue = { id: newId(), roomIds: Array.from({ length: rooms }, newId) };
  await projectVenue(scope(), snapshotOf(venue), 1);
  return venue;
}

/** What the venue subgraph says of it. */
export const snapshotOf = ({ id, roomIds }: KnownVenue): VenueSnapshotData => ({
  venueId: id,
  slug: 'observatory',
  name: 'Observatory',
  timeZone: 'Europe/Vienna',
  closed: false,
  openingHours: [],
  specialHours: [],
  rooms: roomIds.map((roomId) => ({ id: roomId, name: 'Dome', tables: [], combinations: [] })),
});
