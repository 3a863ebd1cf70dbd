import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { skippedTime, timeShownTwice } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue, makeKnown } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { rowCounts } from '../testing/records.ts';
import { endOfTime, inMinutes, outcomeOf } from '../testing/wishes.ts';
import type { ChangeBookingInput } from './change-booking.ts';
import { lookUpBooking } from './find-booking.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { book, change, hold, confirm, cancel, request, seat, walkIn, setPolicy } = commandsOn(bookings);

const venue = await knownVenue(bookings, {
  tables: [
    [1, 4],
    [2, 4],
    [2, 4],
  ],
  combinations: [{ tables: [1, 2], maxParty: 8 }],
});
const [first = '', second = ''] = venue.tableIds;
const booking = await book(venue);
await book(venue, { tableIds: [second], startsAt: venue.at('12:00') });
await book(venue, { startsAt: venue.at('12:00') });

test.each<[what: string, code: string, place: string, given: Omit<ChangeBookingInput, 'id'>]>([
  ['a table that is taken', 'TABLE_TAKEN', 'tableIds', { tableIds: [second], startsAt: venue.at('12:30') }],
  ['a time at which all is taken', 'TABLE_TAKEN', 'startsAt', { startsAt: venue.at('12:30'), partySize: 6 }],
  ['a table the venue does not have', 'NOT_FOUND', 'tableIds', { tableIds: [newId()] }],
  ['tables that may not be joined', 'NO_COMBINATION', 'tableIds', { tableIds: [first, second] }],
  ['no tables', 'INVALID_INPUT', 'tableIds', { tableIds: [] }],
  ['a party too small for the table', 'PARTY_TOO_SMALL', 'partySize', { tableIds: [second], partySize: 1 }],
  ['a party too large for the table', 'PARTY_TOO_LARGE', 'partySize', { tableIds: [first], partySize: 5 }],
  ['a party that fits nowhere', 'PARTY_TOO_LARGE', 'partySize', { partySize: 100 }],
  ['a party of nobody', 'INVALID_INPUT', 'partySize', { partySize: 0 }],
  ['a stay of a minute', 'INVALID_INPUT', 'duration', { duration: Temporal.Duration.from('PT1M') }],
  ['a time in three years', 'INVALID_INPUT', 'startsAt', { startsAt: inMinutes(bookings, 3 * 365 * 1_440) }],
  ['a time before the opening', 'CLOSED', 'startsAt', { startsAt: venue.at('07:59') }],
  ['a stay beyond all years', 'INVALID_INPUT', 'startsAt', { startsAt: endOfTime }],
  ['a stay beyond the closing', 'CLOSED', 'duration', { duration: Temporal.Duration.from('PT3H1M') }],
  ['a time that the clocks skip', 'NONEXISTENT_TIME', 'startsAt', { startsAt: skippedTime(bookings) }],
  ['a time that the clocks show twice', 'AMBIGUOUS_TIME', 'startsAt', { startsAt: timeShownTwice(bookings) }],
  ['a version long gone', 'STALE_VERSION', 'expectedVersion', { expectedVersion: 1, startsAt: venue.at('15:00') }],
  ['a version long gone, and nothing else', 'STALE_VERSION', 'expectedVersion', { expectedVersion: 1 }],
])('%s is refused with %s, leads to %s, and the old place is kept', async (_, code, place, given) => {
  const before = await rowCounts(bookings);

  const attempt = change(booking, given);

  await expect(attempt).rejects.toMatchObject({ code, inputPath: ['input', place] });
  expect(await rowCounts(bookings)).toEqual(before);
  expect(await lookUpBooking(bookings.scope(), { id: booking.id })).toEqual(booking);
  expect(await outcomeOf(hold(venue))).toBe('TABLE_TAKEN');
});

test('a stale version is told which one there is', async () => {
  await expect(change(booking, { expectedVersion: 7 })).rejects.toMatchObject({ details: { version: 2 } });
});

test('a time that is over is PAST', async () => {
  const hours = venue.data.openingHours.map((stretch) => ({ ...stretch, opens: '00:00', closes: '00:00' }));
  const open = await knownVenue(bookings, { openingHours: hours });
  const other = await book(open);

  await expect(change(other, { startsAt: inMinutes(bookings, -1) })).rejects.toMatchObject({
    code: 'PAST',
    inputPath: ['input', 'startsAt'],
  });
});

test('a slot that is full is PACING', async () => {
  const busy = await knownVenue(bookings);
  await setPolicy(busy, { maxPartiesPerSlot: 1 });
  const other = await book(busy);
  await hold(busy, { startsAt: busy.at('12:00') });

  await expect(change(other, { startsAt: busy.at('12:14') })).rejects.toMatchObject({
    code: 'PACING',
    inputPath: ['input', 'startsAt'],
  });
});

test('a venue that has closed for good takes no changes', async () => {
  const closing = await knownVenue(bookings);
  const other = await book(closing);
  await makeKnown(bookings, { ...closing.data, closed: true }, 2);

  expect(await outcomeOf(change(other, { startsAt: closing.at('12:00') }))).toBe('VENUE_CLOSED');
});

test('only what is confirmed can be changed', async () => {
  const hours = venue.data.openingHours.map((stretch) => ({ ...stretch, opens: '00:00', closes: '00:00' }));
  const open = await knownVenue(bookings, { openingHours: hours });
  const held = await hold(open);
  const lapsed = await hold(open, { startsAt: open.at('12:00') });
  const called = await cancel(await confirm(held));
  const seated = await walkIn(open, { tableIds: open.tableIds.slice(1) });
  await seat(seated);
  await bookings.platform.clock.advance(11 * 60_000);
  const partySize = { partySize: 3 };

  const outcomes = [
    await outcomeOf(change(await hold(open, { startsAt: open.at('15:00') }), partySize)),
    await outcomeOf(change(await request(open), partySize)),
    await outcomeOf(change(called, {})),
    await outcomeOf(change(seated, partySize)),
  ];

  expect(new Set(outcomes)).toEqual(new Set(['WRONG_STATUS']));
  expect(await outcomeOf(change(lapsed, partySize))).toBe('HOLD_EXPIRED');
});

test.each([newId(), 'no id'])('what is no booking (%s) cannot be changed', async (id) => {
  await expect(change({ id }, { partySize: 3 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    inputPath: ['input', 'id'],
  });
});
