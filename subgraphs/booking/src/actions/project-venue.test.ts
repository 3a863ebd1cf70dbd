import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { knownVenue, type KnownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { outcomeOf, wish } from '../testing/wishes.ts';
import { confirmBooking } from './confirm-booking.ts';
import { holdTable } from './hold-table.ts';
import { projectVenue } from './project-venue.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

/** What booking knows of a venue. */
const known = ({ id }: KnownVenue) =>
  rows(
    bookings.scope().em,
    sql`select known.version, known.venue, array_agg(known_table.id order by known_table.id) as tables
      from venues known left join venue_tables known_table on known_table.venue_id = known.id
      where known.id = ${id} group by known.id`,
  );

const project = ({ data: { venueId, ...venue } }: KnownVenue, version: number) =>
  projectVenue(bookings.scope(), { id: venueId, ...venue }, version);

test('what is newer replaces what was known, and is what the next hold goes by', async () => {
  const venue = await knownVenue(bookings);
  const closed = { ...venue, data: { ...venue.data, openingHours: [] } };

  await project(closed, 2);

  expect(await known(venue)).toMatchObject([{ version: 2, venue: { openingHours: [] } }]);
  expect(await outcomeOf(holdTable(bookings.scope(), wish(venue)))).toBe('CLOSED');
});

test.each([1, 3, 4])('version %d of a venue changes nothing when version 4 is known', async (version) => {
  const venue = await knownVenue(bookings);
  const stranger = await knownVenue(bookings);
  await project(venue, 4);
  const before = await known(venue);

  await project({ ...venue, data: { ...stranger.data, venueId: venue.id } }, version);

  expect(await known(venue)).toEqual(before);
});

test('versions that come all at once leave the newest', async () => {
  const venue = await knownVenue(bookings);

  await Promise.all([7, 3, 9, 2, 8, 5].map((version) => project(venue, version)));

  expect(await known(venue)).toMatchObject([{ version: 9 }]);
});

test('a booking stands when its table is taken away', async () => {
  const venue = await knownVenue(bookings);
  const booking = await holdTable(bookings.scope(), wish(venue));

  await project({ ...venue, data: { ...venue.data, rooms: [] } }, 2);

  expect(await outcomeOf(confirmBooking(bookings.scope(), booking))).toBe('CONFIRMED');
  expect(await outcomeOf(holdTable(bookings.scope(), wish(venue)))).toBe('NOT_FOUND');
});
