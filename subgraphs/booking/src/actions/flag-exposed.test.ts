import { rows, sql } from '@constellation/kit';
import type { VenueSnapshotData } from '@constellation/schema';
import { afterAll, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import type { AttentionReason } from '../domain/attention.ts';
import { daily, onDay } from '../testing/bookable-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { type KnownVenue, knownVenue, makeKnown } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { bookingsAt, eventsFor, historyOf } from '../testing/records.ts';
import { inMinutes } from '../testing/wishes.ts';
import { acknowledgeAttention } from './acknowledge-attention.ts';
import { projectVenue } from './project-venue.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const commands = commandsOn(bookings);

type Change = Partial<Omit<VenueSnapshotData, 'venueId'>>;

/** Makes another version of a venue known; what is not given is as it was at first. */
const become = (venue: KnownVenue, version: number, change: Change) =>
  makeKnown(bookings, { ...venue.data, ...change }, version);

/** The same without the stream, which would keep only the newest. */
const projectOutright = ({ venueId: id, ...venue }: VenueSnapshotData, version: number) =>
  projectVenue(bookings.scope(), { id, ...venue }, version);

const attentionsAt = async ({ id }: KnownVenue) => (await bookingsAt(bookings, id)).map(({ attention }) => attention);

/** At most so many at each table, which two together may be joined for; only those tables, and none joined, if it is said. */
const rooms = ({ data }: KnownVenue, { seats = 4, tables = 2, combinations = data.rooms[0]?.combinations ?? [] }) =>
  data.rooms.map((room) => ({
    ...room,
    tables: room.tables.slice(0, tables).map((table) => ({ ...table, maxParty: seats })),
    combinations: [...combinations],
  }));

const venueWithPair = () => knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] });

/** One party at the second table at noon, and one at both in the evening. */
async function twoParties(venue: KnownVenue): Promise<readonly [Booking, Booking]> {
  const single = { tableIds: venue.tableIds.slice(1), partySize: 4, startsAt: venue.at('12:00') };
  return [await commands.hold(venue, single), await commands.book(venue, { tableIds: venue.tableIds, partySize: 8 })];
}

test.each<[string, (venue: KnownVenue) => Change, AttentionReason[], AttentionReason[]]>([
  ['a table is retired', (venue) => ({ rooms: rooms(venue, { tables: 1 }) }), ['TABLE_RETIRED'], ['TABLE_RETIRED']],
  ['a table seats less', (venue) => ({ rooms: rooms(venue, { seats: 3 }) }), ['CAPACITY_LOWERED'], []],
  ['tables are joined no more', (venue) => ({ rooms: rooms(venue, { combinations: [] }) }), [], ['CAPACITY_LOWERED']],
  ['the evenings are over', () => ({ openingHours: daily('08:00–20:00') }), [], ['HOURS_CHANGED']],
  [
    'that day is special',
    ({ at }) => ({ specialHours: onDay(String(at('00:00').local.toPlainDate())) }),
    ['HOURS_CHANGED'],
    ['HOURS_CHANGED'],
  ],
  ['its clocks were set to another zone', () => ({ timeZone: 'America/New_York' }), ['HOURS_CHANGED'], []],
  ['the venue has closed', () => ({ closed: true }), ['VENUE_CLOSED'], ['VENUE_CLOSED']],
  [
    'all of this has happened',
    () => ({ closed: true, openingHours: [], rooms: [] }),
    ['TABLE_RETIRED', 'HOURS_CHANGED', 'VENUE_CLOSED'],
    ['TABLE_RETIRED', 'HOURS_CHANGED', 'VENUE_CLOSED'],
  ],
])('when %s, the bookings that it goes against are to be looked at', async (_, change, noon, evening) => {
  const venue = await venueWithPair();
  await twoParties(venue);

  await become(venue, 2, change(venue));

  expect(await attentionsAt(venue)).toEqual([noon, evening]);
  expect(await faultsAt(bookings, venue.id)).toEqual([]);
});

test('history and event say why, and that nobody did it', async () => {
  const venue = await venueWithPair();
  const [held] = await twoParties(venue);

  await become(venue, 2, { closed: true, rooms: [] });

  const step = { version: 2, from: 'HELD', to: 'HELD' };
  const events = (await eventsFor(bookings, venue.id)).filter(({ subject }) => subject === held.id);
  expect((await historyOf(bookings, held.id)).at(-1)).toMatchObject({ ...step, reason: 'TABLE_RETIRED', actor: null });
  expect(events.at(-1)).toMatchObject({
    type: 'booking.attention_changed',
    version: 2,
    data: {
      change: 'ATTENTION',
      from: 'HELD',
      to: 'HELD',
      reason: 'TABLE_RETIRED',
      attention: ['TABLE_RETIRED', 'VENUE_CLOSED'],
    },
  });
});

test('what is right again is to be looked at no more, and the history says so', async () => {
  const venue = await venueWithPair();
  const [, booked] = await twoParties(venue);
  await become(venue, 2, { closed: true, openingHours: [] });

  await become(venue, 3, { openingHours: [] });
  await become(venue, 4, {});

  expect(await attentionsAt(venue)).toEqual([[], []]);
  expect((await historyOf(bookings, booked.id)).map(({ reason }) => reason)).toEqual([
    null,
    null,
    'HOURS_CHANGED',
    'RESOLVED',
    'RESOLVED',
  ]);
});

test('what is changed that goes against no booking writes nothing', async () => {
  const venue = await venueWithPair();
  await twoParties(venue);

  await become(venue, 2, { name: 'Zum Segel', rooms: rooms(venue, { seats: 8 }) });

  expect((await bookingsAt(bookings, venue.id)).map(({ version }) => version)).toEqual([1, 2]);
});

test('what was seen to does not come back with the next change, and does when it breaks anew', async () => {
  const venue = await venueWithPair();
  const [{ id }] = await twoParties(venue);
  const closed = { closed: true };
  await become(venue, 2, closed);
  await acknowledgeAttention(bookings.scope(), { id, reasons: ['VENUE_CLOSED'] });
  const attentions = [];

  for (const [index, change] of [{ ...closed, name: 'Zum Segel' }, {}, closed].entries()) {
    await become(venue, 3 + index, change);
    attentions.push((await attentionsAt(venue))[0]);
  }

  expect(attentions).toEqual([[], [], ['VENUE_CLOSED']]);
});

test('a booking that is changed to what is possible is to be looked at no more', async () => {
  const venue = await venueWithPair();
  const [, booked] = await twoParties(venue);
  await become(venue, 2, { openingHours: daily('08:00–20:00') });

  const changed = await commands.change(booked, { startsAt: venue.at('18:00') });

  expect(changed.attention).toEqual([]);
  expect(await attentionsAt(venue)).toEqual([[], []]);
  expect((await eventsFor(bookings, venue.id)).at(-1)).toMatchObject({ data: { attention: [] } });
});

test('one that is moved while its venue is still known as it was is flagged where it is then', async () => {
  const venue = await venueWithPair();
  const [held] = await twoParties(venue);
  const booked = await commands.confirm(held);
  await commands.change(booked, { tableIds: venue.tableIds.slice(0, 1) });

  await become(venue, 2, { rooms: rooms(venue, { tables: 1, combinations: [] }) });

  expect(await attentionsAt(venue)).toEqual([[], ['TABLE_RETIRED']]);
});

test('a version that is no newer flags nothing', async () => {
  const venue = await venueWithPair();
  await twoParties(venue);
  await become(venue, 3, {});

  for (const version of [1, 2, 3]) await projectOutright({ ...venue.data, closed: true }, version);

  expect(await attentionsAt(venue)).toEqual([[], []]);
});

test('a version that comes twice is told of once', async () => {
  const venue = await venueWithPair();
  await twoParties(venue);

  for (const version of [2, 2]) await projectOutright({ ...venue.data, closed: true }, version);

  expect((await bookingsAt(bookings, venue.id)).map(({ version }) => version)).toEqual([2, 3]);
});

test('bookings that have no place, or whose party came, left or did not come, are left as they are', async () => {
  const venue = await knownVenue(bookings, {
    tables: Array.from({ length: 9 }, () => [1, 4] as const),
    openingHours: daily('00:00–00:00'),
  });
  const soon = (index: number) => ({
    tableIds: venue.tableIds.slice(index, index + 1),
    startsAt: inMinutes(bookings, 5),
  });
  const request = await commands.request(venue);
  await commands.cancel(await commands.hold(venue, soon(0)));
  await commands.reject(await commands.request(venue));
  const [seated, finished, absent] = [
    await commands.book(venue, soon(1)),
    await commands.book(venue, soon(2)),
    await commands.book(venue, soon(3)),
  ];
  await commands.seat(seated);
  await commands.finish(await commands.seat(finished));
  const paying = await commands.hold(venue, soon(4));
  await rows(
    bookings.scope().em,
    sql`update bookings set status = 'PENDING_PAYMENT', lapses_at = null where id = ${paying.id}`,
  );
  await commands.hold(venue, soon(5));
  await bookings.platform.clock.advance(21 * 60_000);
  await commands.markNoShow(absent);
  await commands.hold(venue, soon(6));
  await commands.book(venue, soon(7));

  await become(venue, 2, { closed: true });

  const flagged = (await bookingsAt(bookings, venue.id)).filter(({ attention }) => attention.length > 0);
  expect(flagged.map(({ status }) => status)).toEqual(['PENDING_PAYMENT', 'HELD', 'CONFIRMED']);
  await become(venue, 3, { closed: false });
  await commands.answer(request);
  await become(venue, 4, { closed: true });
  expect((await bookingsAt(bookings, venue.id))[0]).toMatchObject({ status: 'HELD', attention: ['VENUE_CLOSED'] });
});

test('a booking counts until its last instant, also one of a whole day', async () => {
  const venue = await knownVenue(bookings, { openingHours: daily('00:00–00:00') });
  const [first, second] = venue.tableIds.map((id) => [id]);
  await commands.book(venue, {
    tableIds: first,
    startsAt: inMinutes(bookings, 1),
    duration: Temporal.Duration.from('PT24H'),
  });
  await commands.book(venue, {
    tableIds: second,
    startsAt: inMinutes(bookings, 1),
    duration: Temporal.Duration.from('PT23H'),
  });
  await bookings.platform.clock.advance(24 * 3_600_000);

  await become(venue, 2, { closed: true });

  expect(await attentionsAt(venue)).toEqual([['VENUE_CLOSED'], []]);
});

test('a venue that is not known, such as while the projection is built anew, flags nothing and keeps what there is', async () => {
  const venue = await venueWithPair();
  await twoParties(venue);
  await become(venue, 2, { openingHours: daily('08:00–20:00') });
  const before = await bookingsAt(bookings, venue.id);
  await rows(bookings.scope().em, sql`delete from venue_tables where venue_id = ${venue.id}`);
  await rows(bookings.scope().em, sql`delete from venues where id = ${venue.id}`);

  await become(venue, 2, { openingHours: daily('08:00–20:00'), closed: true });

  expect(await bookingsAt(bookings, venue.id)).toEqual(before);
  await become(venue, 3, { closed: true });
  expect(await attentionsAt(venue)).toEqual([[], []]);
});
