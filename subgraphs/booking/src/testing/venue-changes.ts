import { daily } from './bookable-venue.ts';
import type { KnownVenue } from './known-venue.ts';

type Venue = KnownVenue['data'];

/** What may become of a venue. */
export type VenueChange = (venue: Venue) => Venue;

/** The second half of each room's tables is gone, and what could be joined with them. */
export const retired: VenueChange = (venue) => ({
  ...venue,
  rooms: venue.rooms.map((room) => {
    const tables = room.tables.slice(0, Math.ceil(room.tables.length / 2));
    const left = new Set(tables.map(({ id }) => id));
    return {
      ...room,
      tables,
      combinations: room.combinations.filter(({ tableIds }) => left.isSupersetOf(new Set(tableIds))),
    };
  }),
});

/** Two fit at a table that is not joined. */
export const shrunk: VenueChange = (venue) => ({
  ...venue,
  rooms: venue.rooms.map((room) => ({ ...room, tables: room.tables.map((table) => ({ ...table, maxParty: 2 })) })),
});

/** Nothing may be joined any more. */
export const apart: VenueChange = (venue) => ({
  ...venue,
  rooms: venue.rooms.map((room) => ({ ...room, combinations: [] })),
});

/** It shuts at seven. */
export const shortened: VenueChange = (venue) => ({ ...venue, openingHours: daily('08:00–19:00') });

/** It does not open, until somebody says when. */
export const shut: VenueChange = (venue) => ({ ...venue, openingHours: [] });

/** It takes no bookings any more. */
export const closed: VenueChange = (venue) => ({ ...venue, closed: true });
