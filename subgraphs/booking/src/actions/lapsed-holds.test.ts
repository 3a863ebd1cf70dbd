import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import { lockBookings } from '../data/booking.queries.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt, historyOf } from '../testing/records.ts';
import { outcomeOf, outcomesOf, wish } from '../testing/wishes.ts';
import { cancelBooking } from './cancel-booking.ts';
import { confirmBooking } from './confirm-booking.ts';
import { expireBookings } from './expire-bookings.ts';
import { holdTable, type HoldTableInput } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const hold = (venue: KnownVenue, given?: Partial<HoldTableInput>) => holdTable(bookings.scope(), wish(venue, given));
const elevenMinutesMs = 11 * 60_000;

/** Which transaction wrote each step. */
const stepsWithTransactions = ({ id }: Booking) =>
  rows(
    bookings.scope().em,
    sql<{ to: string; version: number; xmin: string }>`
      select to_status as "to", version, xmin::text from booking_transitions where booking_id = ${id} order by version`,
  );

test('whoever claims the place of a lapsed hold ends it in the same transaction', async () => {
  const venue = await knownVenue(bookings);
  const lapsed = await hold(venue);
  await bookings.platform.clock.advance(elevenMinutesMs);

  const heir = await hold(venue);

  const [, expired] = await stepsWithTransactions(lapsed);
  const [held] = await stepsWithTransactions(heir);
  expect(expired).toEqual({ to: 'EXPIRED', version: 2, xmin: held?.xmin });
  expect(await historyOf(bookings, lapsed.id)).toMatchObject([
    {},
    { from: 'HELD', reason: 'HOLD_LAPSED', actor: null, at: heir.createdAt },
  ]);
  expect(await claimsAt(bookings, venue.id)).toEqual([{ tableId: venue.tableIds[0], bookingId: heir.id }]);
});

test('a combination inherits from several lapsed holds at once', async () => {
  const venue = await knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] });
  const lapsed = [
    await hold(venue, { tableIds: venue.tableIds.slice(0, 1), startsAt: venue.at('18:00') }),
    await hold(venue, { tableIds: venue.tableIds.slice(0, 1), startsAt: venue.at('19:30') }),
    await hold(venue, { tableIds: venue.tableIds.slice(1) }),
  ];
  await bookings.platform.clock.advance(elevenMinutesMs);

  const heir = await hold(venue, { tableIds: venue.tableIds });

  expect(heir.status).toBe('HELD');
  for (const { id } of lapsed) expect((await historyOf(bookings, id)).map(({ to }) => to)).toEqual(['HELD', 'EXPIRED']);
});

test('of many who want the place of one lapsed hold one gets it, and it is ended once', async () => {
  const venue = await knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] });
  const lapsed = await hold(venue, { tableIds: venue.tableIds });
  await bookings.platform.clock.advance(elevenMinutesMs);
  const [first = '', second = ''] = venue.tableIds;

  const outcomes = await outcomesOf([
    ...Array.from({ length: 20 }, () => hold(venue, { tableIds: [first] })),
    ...Array.from({ length: 20 }, () => hold(venue, { tableIds: [second] })),
  ]);

  expect(outcomes).toEqual({ HELD: 2, TABLE_TAKEN: 38 });
  expect((await historyOf(bookings, lapsed.id)).map(({ version }) => version)).toEqual([1, 2]);
});

test.each([
  ['before', false],
  ['after', true],
])('a lapsed hold can neither be confirmed nor cancelled, %s it is written down', async (_, written) => {
  const venue = await knownVenue(bookings);
  const lapsed = await hold(venue);
  await bookings.platform.clock.advance(elevenMinutesMs);
  if (written) await expireBookings(bookings.scope());

  const outcomes = [
    await outcomeOf(confirmBooking(bookings.scope(), lapsed)),
    await outcomeOf(cancelBooking(bookings.scope(), lapsed)),
  ];

  expect(outcomes).toEqual(['HOLD_EXPIRED', 'HOLD_EXPIRED']);
});

test('a hold that is being confirmed in time keeps its place from those who see it lapsed', async () => {
  const venue = await knownVenue(bookings);
  const booking = await hold(venue);
  const { em } = bookings.scope();

  const { named, any } = await em.transactional(async (tx) => {
    await confirmBooking({ ...bookings.scope(), em: tx }, booking);
    await bookings.platform.clock.advance(elevenMinutesMs);
    const rivals = { named: outcomeOf(hold(venue)), any: hold(venue, { tableIds: null }) };
    await expect.poll(waitingForLocks).toBe(2);
    return rivals;
  });

  expect(await named).toBe('TABLE_TAKEN');
  expect((await any).tableIds).toEqual(venue.tableIds.slice(1));
  expect((await historyOf(bookings, booking.id)).map(({ to }) => to)).toEqual(['HELD', 'CONFIRMED']);
});

test('all lapsed holds are ended, a hundred at a time, and running ones are left alone', async () => {
  const venue = await knownVenue(bookings, { tables: Array.from({ length: 250 }, () => [1, 4] as const) });
  await outcomesOf(venue.tableIds.slice(10).map((tableId) => hold(venue, { tableIds: [tableId] })));
  await bookings.platform.clock.advance(elevenMinutesMs);
  await outcomesOf(venue.tableIds.slice(0, 10).map((tableId) => hold(venue, { tableIds: [tableId] })));

  const more = [];
  do more.push(await expireBookings(bookings.scope()));
  while (more.at(-1));

  expect(more.filter(Boolean).length).toBeGreaterThanOrEqual(2);
  expect((await claimsAt(bookings, venue.id)).map(({ tableId }) => tableId)).toEqual(
    venue.tableIds.slice(0, 10).toSorted(),
  );
});

test('a lapsed hold that somebody is busy with does not keep the others from being ended', async () => {
  const venue = await knownVenue(bookings);
  const busy = await hold(venue);
  const other = await hold(venue, { tableIds: venue.tableIds.slice(1) });
  await bookings.platform.clock.advance(elevenMinutesMs);
  const { em } = bookings.scope();

  await em.transactional(async (tx) => {
    await lockBookings(tx, [busy.id]);
    await expireBookings(bookings.scope());
  });

  expect(await claimsAt(bookings, venue.id)).toEqual([{ tableId: venue.tableIds[0], bookingId: busy.id }]);
  expect((await historyOf(bookings, other.id)).map(({ to }) => to)).toEqual(['HELD', 'EXPIRED']);
});

/** How many of the subgraph's transactions wait for a lock. */
async function waitingForLocks(): Promise<number> {
  const waiting = await rows(
    bookings.scope().em,
    sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length;
}
