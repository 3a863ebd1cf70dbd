import type { VenueSnapshotData } from '@constellation/schema';
import { projectVenue } from '../actions/project-venue.ts';
import type { Booking } from '../data/booking.entity.ts';
import type { AttentionReason } from '../domain/attention.ts';
import { commandsOn } from './commands.ts';
import { type KnownVenue, knownVenue, makeKnown } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';
import { bookingsAt } from './records.ts';

/** What another version of a venue says; what is not given is as it was at first. */
export type VenueUpdate = Partial<Omit<VenueSnapshotData, 'venueId'>>;

/** Venues that change under their bookings. */
export function changesOn(bookings: OpenBookings) {
  const { hold, book } = commandsOn(bookings);
  return {
    /** A venue with two tables, which eight may have together. */
    venueWithPair: () => knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] }),
    /** One party held at the second table at noon, and one booked at both in the evening. */
    twoParties: async (venue: KnownVenue): Promise<readonly [Booking, Booking]> => {
      const single = { tableIds: venue.tableIds.slice(1), partySize: 4, startsAt: venue.at('12:00') };
      return [await hold(venue, single), await book(venue, { tableIds: venue.tableIds, partySize: 8 })];
    },
    /** Makes another version of a venue known. */
    become: (venue: KnownVenue, version: number, change: VenueUpdate) =>
      makeKnown(bookings, { ...venue.data, ...change }, version),
    /** The same without the stream, which would keep only the newest. */
    becomeOutright: ({ data: { venueId: id, ...venue } }: KnownVenue, version: number, change: VenueUpdate) =>
      projectVenue(bookings.scope(), { id, ...venue, ...change }, version),
    /** What is to be looked at about each booking, the first one's first. */
    attentionsAt: async ({ id }: KnownVenue): Promise<(readonly AttentionReason[])[]> =>
      (await bookingsAt(bookings, id)).map(({ attention }) => attention),
  };
}

/** The rooms with at most so many at each table; only those tables, and none joined, if it is said. */
export const roomsOf = (
  { data }: KnownVenue,
  { seats = 4, tables = 2, combinations = data.rooms[0]?.combinations ?? [] },
): VenueSnapshotData['rooms'] =>
  data.rooms.map((room) => ({
    ...room,
    tables: room.tables.slice(0, tables).map((table) => ({ ...table, maxParty: seats })),
    combinations: [...combinations],
  }));
