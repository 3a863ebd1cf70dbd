import { afterAll, expect, test } from 'vitest';
import { minute, momentOf } from '../domain/moment.ts';
import { daily } from '../testing/bookable-venue.ts';
import { moveTo } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue, type VenueWish } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { bookingsAt } from '../testing/records.ts';
import { times } from '../testing/times.ts';
import { inMinutes, outcomeOf } from '../testing/wishes.ts';
import { listAvailability } from './list-availability.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { walkIn, book, hold, request, answer, change, seat, finish, markNoShow } = commandsOn(bookings);

const quarter = Temporal.Duration.from('PT15M');
const pass = (minutes: number) => bookings.platform.clock.advance(minutes * 60_000);
const anyTable = { tableIds: null };

const openVenue = (tables = 2, given: VenueWish = {}) =>
  knownVenue(bookings, { openingHours: daily('00:00–00:00'), tables: times(tables, () => [1, 4] as const), ...given });

/** Somebody who wanted the first table for a quarter of an hour and still sits there. */
async function overstaying(venue: KnownVenue, minutes = 20) {
  const staying = await walkIn(venue, { duration: quarter });
  await pass(minutes);
  return staying;
}

test.each([
  ['a few minutes', 20],
  ['three days', 3 * 24 * 60],
])('a party at the door gets a table where nobody has sat for %s longer than planned', async (_, minutes) => {
  const venue = await openVenue();
  await overstaying(venue, minutes);

  const second = await walkIn(venue, anyTable);

  expect(second.tableIds).toEqual(venue.tableIds.slice(1));
  expect(await outcomeOf(walkIn(venue, anyTable))).toBe('TABLE_TAKEN');
});

test('a table where somebody still sits is taken for whoever names it, until nobody knows when', async () => {
  const venue = await openVenue();
  const staying = await overstaying(venue);

  await expect(walkIn(venue)).rejects.toMatchObject({
    code: 'TABLE_TAKEN',
    inputPath: ['input', 'tableIds'],
    details: expect.not.objectContaining({ until: expect.anything() }),
  });
  await finish(staying);
  expect(await outcomeOf(walkIn(venue))).toBe('SEATED');
});

test('tables are not joined while somebody still sits at one of them', async () => {
  const venue = await openVenue(2, { combinations: [{ tables: [0, 1], maxParty: 8 }] });
  const staying = await overstaying(venue);

  await expect(walkIn(venue, { tableIds: null, partySize: 8 })).rejects.toMatchObject({
    code: 'TABLE_TAKEN',
    details: { tableIds: staying.tableIds },
  });
});

test('whoever comes later books the table, as nobody knows when the party leaves', async () => {
  const venue = await openVenue(1);
  await overstaying(venue);
  const requested = await request(venue, { startsAt: inMinutes(bookings, 60), duration: quarter });
  await answer(requested);

  expect((await bookingsAt(bookings, venue.id)).map(({ status }) => status)).toEqual(['SEATED', 'HELD']);
  expect(await outcomeOf(hold(venue, { startsAt: inMinutes(bookings, 1), duration: quarter }))).toBe('HELD');
});

test('availability offers the table for whatever begins later', async () => {
  const venue = await openVenue(1);
  await overstaying(venue);
  const now = bookings.platform.clock.now();
  const date = now.toZonedDateTimeISO(venue.data.timeZone).add({ hours: 1 }).toPlainDate();

  const slots = await listAvailability(bookings.scope(), venue.id, { date, partySize: 2 });

  const later = (slots ?? []).filter(({ startsAt }) => startsAt > momentOf(now) + minute);
  expect(new Set(later.map(({ available }) => available))).toEqual(new Set([true]));
});

test('nobody is seated there, in time or late, until the party has left', async () => {
  const venue = await openVenue(1);
  const staying = await walkIn(venue, { duration: quarter });
  const next = await book(venue, { startsAt: { instant: staying.endsAt } });
  await moveTo(bookings, next.startsAt.add({ minutes: 1 }));

  await expect(seat(next)).rejects.toMatchObject({
    code: 'TABLE_TAKEN',
    inputPath: undefined,
    details: { tableIds: venue.tableIds },
  });
  await pass(30);
  expect(await outcomeOf(seat(next))).toBe('TABLE_TAKEN');
  await finish(staying);
  expect(await outcomeOf(seat(next))).toBe('SEATED');
});

test('nor is whoever counted as a no-show', async () => {
  const venue = await openVenue(1);
  const staying = await walkIn(venue, { duration: quarter });
  const next = await book(venue, { startsAt: { instant: staying.endsAt } });
  await moveTo(bookings, next.startsAt.add({ minutes: 16 }));
  await markNoShow(next);

  expect(await outcomeOf(seat(next))).toBe('TABLE_TAKEN');
  await finish(staying);
  expect(await outcomeOf(seat(next))).toBe('SEATED');
});

test('a booking is moved away from the party, and its own party seated', async () => {
  const venue = await openVenue(2);
  const staying = await walkIn(venue, { duration: quarter });
  const next = await book(venue, { startsAt: { instant: staying.endsAt } });
  await pass(14);

  const moved = await change(next, { tableIds: venue.tableIds.slice(1) });

  expect(await outcomeOf(seat(moved))).toBe('SEATED');
});
