import type { EntityManager } from '@constellation/kit';
import { withoutNotes } from '../domain/special-days.ts';
import type { VenueSnapshot } from '../domain/venue-size.ts';
import { roomsOfVenues } from './room.queries.ts';
import { combinationsOfRooms, tablesOfRooms } from './table.queries.ts';
import { type Venue, VenueEntity } from './venue.entity.ts';

/** Counts what snapshots have come to tell: 2 since they say where a venue lies. */
export const snapshotForm = 2;

/** Venues whose newest snapshot tells less than one would now, by id; so many at most. */
export async function venuesToTellAnew(em: EntityManager, most: number): Promise<string[]> {
  const found = await em.find(
    VenueEntity,
    { snapshotForm: { $lt: snapshotForm } },
    { fields: ['id'], orderBy: { id: 'asc' }, limit: most, disableIdentityMap: true },
  );
  return found.map(({ id }) => id);
}

/** A venue with its rooms and tables as this transaction sees them; what only people need, such as the address, stays here. */
export async function readSnapshot(tx: EntityManager, venue: Venue): Promise<VenueSnapshot> {
  const { id, slug, name, timeZone, closed, openingHours } = venue;
  const { latitude, longitude, elevation } = venue.location;
  const rooms = await roomsOfVenues(tx, [id]);
  const roomIds = rooms.map((room) => room.id);
  const tables = Map.groupBy(await tablesOfRooms(tx, roomIds), ({ roomId }) => roomId);
  const combinations = Map.groupBy(await combinationsOfRooms(tx, roomIds), ({ roomId }) => roomId);
  return {
    venueId: id,
    slug,
    name,
    timeZone,
    location: { latitude, longitude, elevation },
    closed,
    openingHours,
    specialHours: withoutNotes(venue.specialHours),
    rooms: rooms.map((room) => ({
      id: room.id,
      name: room.name,
      tables: tables.get(room.id) ?? [],
      combinations: (combinations.get(room.id) ?? []).map((combination) => ({
        tableIds: combination.tables.getIdentifiers().toSorted(),
        minParty: combination.minParty,
        maxParty: combination.maxParty,
        priority: combination.priority,
      })),
    })),
  };
}
