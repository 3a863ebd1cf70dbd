import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { skippedTime, timeShownTwice } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt, eventsFor, historyOf, rowCounts } from '../testing/records.ts';
import { ada, endOfTime, inMinutes, outcomeOf } from '../testing/wishes.ts';
import { expireBookings } from './expire-bookings.ts';
import type { HoldTableInput } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { request, cancel, reject, confirm, hold } = commandsOn(bookings);

const dayMs = 24 * 3_600_000;

test('a request is written down at once, without tables, for a day', async () => {
  const venue = await knownVenue(bookings);

  const booking = await request(venue);

  expect(booking).toMatchObject({
    status: 'REQUESTED',
    version: 1,
    tableIds: [],
    labels: [],
    wishedTableIds: venue.tableIds.slice(0, 1),
    guest: ada,
    heldAt: null,
    lapsesAt: booking.createdAt.add({ hours: 24 }),
    endsAt: booking.startsAt.add({ minutes: 90 }),
  });
  expect(await claimsAt(bookings, venue.id)).toEqual([]);
  expect(await historyOf(bookings, booking.id)).toMatchObject([{ from: null, to: 'REQUESTED', reason: null }]);
  expect(await eventsFor(bookings, venue.id)).toMatchObject([
    { type: 'booking.requested', data: { to: 'REQUESTED', tableIds: [], holdExpiresAt: null } },
  ]);
});

test('a request keeps no table from anybody', async () => {
  const venue = await knownVenue(bookings);

  await request(venue);

  expect(await outcomeOf(hold(venue))).toBe('HELD');
});

const venue = await knownVenue(bookings);

test.each<[what: string, code: string, place: string, given: Partial<HoldTableInput>]>([
  ['a venue nobody has heard of', 'NOT_FOUND', 'venueId', { venueId: newId() }],
  ['a table the venue does not have', 'NOT_FOUND', 'tableIds', { tableIds: [newId()] }],
  ['no tables at all', 'INVALID_INPUT', 'tableIds', { tableIds: [] }],
  ['nobody', 'INVALID_INPUT', 'partySize', { partySize: 0 }],
  ['a stay of five minutes', 'INVALID_INPUT', 'duration', { duration: Temporal.Duration.from('PT5M') }],
  ['a guest without a name', 'INVALID_INPUT', 'guest.name', { guest: { name: ' ' } }],
  ['a time more than two years ahead', 'INVALID_INPUT', 'startsAt', { startsAt: inMinutes(bookings, 731 * 24 * 60) }],
  ['a stay beyond all years', 'INVALID_INPUT', 'startsAt', { startsAt: endOfTime }],
  ['a moment ago', 'PAST', 'startsAt', { startsAt: inMinutes(bookings, -1) }],
  ['a time that the clocks skip', 'NONEXISTENT_TIME', 'startsAt', { startsAt: skippedTime(bookings) }],
  ['a time that the clocks show twice', 'AMBIGUOUS_TIME', 'startsAt', { startsAt: timeShownTwice(bookings) }],
])(
  'a request for %s is refused at once with %s, leads to %s and leaves nothing behind',
  async (_, code, place, given) => {
    const before = await rowCounts(bookings);

    const attempt = request(venue, given);

    await expect(attempt).rejects.toMatchObject({ code, inputPath: ['input', ...place.split('.')] });
    expect(await rowCounts(bookings)).toEqual(before);
  },
);

test.each<[what: string, given: Partial<HoldTableInput>]>([
  ['tables that may not be joined', { tableIds: venue.tableIds }],
  ['more people than fit', { partySize: 5 }],
  ['a time outside the hours', { startsAt: venue.at('23:00') }],
])('a request for %s is left for its answer', async (_, given) => {
  expect(await outcomeOf(request(venue, given))).toBe('REQUESTED');
});

test('a request can be called off and declined, but neither held on to nor confirmed', async () => {
  const [called, declined] = [await request(venue), await request(venue)];

  expect(await outcomeOf(confirm(called))).toBe('WRONG_STATUS');
  expect(await outcomeOf(cancel(called))).toBe('CANCELLED');
  expect(await outcomeOf(reject(declined))).toBe('REJECTED');
  expect(await outcomeOf(cancel(declined))).toBe('WRONG_STATUS');
});

test('a request that nobody answers lapses after a day', async () => {
  const forgotten = await knownVenue(bookings);
  const booking = await request(forgotten);

  await bookings.platform.clock.advance(dayMs - 60_000);
  while (await expireBookings(bookings.scope()));
  expect(await historyOf(bookings, booking.id)).toHaveLength(1);
  await bookings.platform.clock.advance(60_000);
  expect(await outcomeOf(cancel(booking))).toBe('HOLD_EXPIRED');
  while (await expireBookings(bookings.scope()));

  expect(await historyOf(bookings, booking.id)).toMatchObject([
    {},
    { from: 'REQUESTED', to: 'EXPIRED', reason: 'REQUEST_LAPSED', actor: null },
  ]);
  expect((await eventsFor(bookings, forgotten.id)).at(-1)).toMatchObject({
    type: 'booking.expired',
    data: { reason: 'REQUEST_LAPSED' },
  });
});
