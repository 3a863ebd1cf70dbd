import { newId } from '@constellation/kit';
import { weekdays } from '@constellation/schema/schedule';
import { afterAll, describe, expect, test } from 'vitest';
import { moveTo } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue, makeKnown, type VenueWish } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { as, customer, host, partner } from '../testing/people.ts';
import { claimsAt, eventsFor, historyOf, rowCounts } from '../testing/records.ts';
import { ada, inMinutes, outcomeOf } from '../testing/wishes.ts';
import type { SeatWalkInInput } from './seat-walk-in.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { walkIn, book, hold, finish, setPolicy } = commandsOn(bookings);

const openingHours = weekdays.map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' }));
const openVenue = (given: VenueWish = {}) => knownVenue(bookings, { openingHours, ...given });

test('a party at the door is seated at once, from now on', async () => {
  const venue = await openVenue();
  const before = bookings.platform.clock.now();

  const seated = await walkIn(venue);

  expect(seated).toMatchObject({
    status: 'SEATED',
    channel: 'WALK_IN',
    version: 1,
    guest: null,
    lapsesAt: null,
    heldAt: null,
    labels: ['T1'],
    endsAt: seated.startsAt.add({ minutes: 90 }),
  });
  expect(Temporal.Instant.compare(before.subtract({ seconds: 1 }), seated.startsAt)).toBe(-1);
  expect(Temporal.Instant.compare(seated.startsAt, seated.createdAt)).toBeLessThanOrEqual(0);
  expect(await claimsAt(bookings, venue.id)).toEqual([{ tableId: venue.tableIds[0], bookingId: seated.id }]);
  expect(await historyOf(bookings, seated.id)).toMatchObject([{ from: null, to: 'SEATED' }]);
  expect(await eventsFor(bookings, venue.id)).toMatchObject([{ type: 'booking.seated', data: { from: null } }]);
});

test('the best free place is chosen where none is named, and whoever gives a name is remembered', async () => {
  const venue = await openVenue({
    tables: [
      [1, 8],
      [1, 4],
      [1, 2],
    ],
  });
  await walkIn(venue, { tableIds: venue.tableIds.slice(2) });

  const seated = await walkIn(venue, { tableIds: null, guest: ada });

  expect(seated).toMatchObject({ labels: ['T2'], guest: ada });
});

test('a party stays by the turn times, or as long as it says', async () => {
  const venue = await openVenue({ tables: [[1, 8]] });
  const six = await walkIn(venue, { partySize: 6 });
  await finish(six);

  const short = await walkIn(venue, { duration: Temporal.Duration.from('PT30M') });

  expect(six.endsAt).toEqual(six.startsAt.add({ minutes: 120 }));
  expect(short.endsAt).toEqual(short.startsAt.add({ minutes: 30 }));
});

test('a booking that comes too soon keeps its table, unless the party leaves before', async () => {
  const venue = await openVenue({ tables: [[1, 4]] });
  await book(venue, { startsAt: inMinutes(bookings, 60) });

  const named = walkIn(venue);
  await expect(named).rejects.toMatchObject({
    code: 'TABLE_TAKEN',
    inputPath: ['input', 'tableIds'],
    details: { tableIds: venue.tableIds },
  });
  const any = walkIn(venue, { tableIds: null });
  await expect(any).rejects.toMatchObject({ code: 'TABLE_TAKEN', inputPath: undefined });
  expect(await outcomeOf(walkIn(venue, { duration: Temporal.Duration.from('PT45M') }))).toBe('SEATED');
});

test('a hold that has lapsed is not in the way', async () => {
  const venue = await openVenue({ tables: [[1, 4]] });
  const lapsed = await hold(venue, { startsAt: inMinutes(bookings, 30) });
  await bookings.platform.clock.advance(11 * 60_000);

  expect(await outcomeOf(walkIn(venue))).toBe('SEATED');
  expect((await historyOf(bookings, lapsed.id)).map(({ to }) => to)).toEqual(['HELD', 'EXPIRED']);
});

test('a party at the door is never one too many, but counts for those who come', async () => {
  const venue = await openVenue({
    tables: [
      [1, 4],
      [1, 4],
      [1, 4],
    ],
  });
  await setPolicy(venue, { maxPartiesPerSlot: 1, slotMinutes: 240 });

  const outcomes = [
    await outcomeOf(walkIn(venue)),
    await outcomeOf(walkIn(venue, { tableIds: venue.tableIds.slice(1, 2) })),
    await outcomeOf(hold(venue, { tableIds: null, startsAt: inMinutes(bookings, 1) })),
  ];

  expect(outcomes).toEqual(['SEATED', 'SEATED', 'PACING']);
});

describe('opening hours', () => {
  const untilTen = weekdays.map((weekday) => ({ weekday, opens: '08:00', closes: '22:00' }));
  const at = (time: string) =>
    bookings.platform.clock
      .now()
      .toZonedDateTimeISO('Europe/Vienna')
      .add({ days: 1 })
      .withPlainTime(Temporal.PlainTime.from(time))
      .toInstant();

  test('a party may outstay the closing', async () => {
    const venue = await knownVenue(bookings, { openingHours: untilTen });
    await moveTo(bookings, at('21:58'));

    expect(await outcomeOf(walkIn(venue))).toBe('SEATED');
  });

  test('but nobody is seated while the venue is closed', async () => {
    const venue = await knownVenue(bookings, { openingHours: untilTen });
    await moveTo(bookings, at('22:01'));

    await expect(walkIn(venue)).rejects.toMatchObject({ code: 'CLOSED', inputPath: undefined });
  });

  test('nor once it has closed for good', async () => {
    const venue = await openVenue();
    await makeKnown(bookings, { ...venue.data, closed: true }, 2);

    expect(await outcomeOf(walkIn(venue))).toBe('VENUE_CLOSED');
  });
});

const venue = await openVenue({
  tables: [
    [1, 4],
    [2, 4],
  ],
});

test.each<[what: string, code: string, place: string, given: Partial<SeatWalkInInput>]>([
  ['a venue nobody has heard of', 'NOT_FOUND', 'venueId', { venueId: newId() }],
  ['a table the venue does not have', 'NOT_FOUND', 'tableIds', { tableIds: [newId()] }],
  ['tables that may not be joined', 'NO_COMBINATION', 'tableIds', { tableIds: venue.tableIds }],
  ['a list of no tables', 'INVALID_INPUT', 'tableIds', { tableIds: [] }],
  ['a party too small', 'PARTY_TOO_SMALL', 'partySize', { tableIds: venue.tableIds.slice(1), partySize: 1 }],
  ['a party too large', 'PARTY_TOO_LARGE', 'partySize', { tableIds: null, partySize: 9 }],
  ['nobody', 'INVALID_INPUT', 'partySize', { partySize: 0 }],
  ['a stay of two days', 'INVALID_INPUT', 'duration', { duration: Temporal.Duration.from('P2D') }],
  ['a guest without a name', 'INVALID_INPUT', 'guest.name', { guest: { name: '' } }],
])('%s at the door is %s, leads to %s and leaves nothing behind', async (_, code, place, given) => {
  const before = await rowCounts(bookings);

  await expect(walkIn(venue, given)).rejects.toMatchObject({ code, inputPath: ['input', ...place.split('.')] });
  expect(await rowCounts(bookings)).toEqual(before);
});

test('only those who work at the venue seat anybody', async () => {
  const elsewhere = host(await openVenue());
  const others = [customer(), partner(), elsewhere].map((person) => commandsOn(as(person, bookings)));

  const outcomes = await Promise.all(others.map((other) => outcomeOf(other.walkIn(venue))));

  expect(outcomes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  expect(await commandsOn(as(host(venue), bookings)).walkIn(venue)).toMatchObject({
    status: 'SEATED',
    customerId: null,
    partnerId: null,
  });
});
