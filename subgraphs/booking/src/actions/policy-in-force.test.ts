import { afterAll, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import type { PolicyChange } from '../domain/policy-change.ts';
import { daily } from '../testing/bookable-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue, type VenueWish } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { as, customer, host } from '../testing/people.ts';
import { bookingsAt } from '../testing/records.ts';
import { inMinutes, outcomeOf, outcomesOf } from '../testing/wishes.ts';
import { setBookingPolicy } from './set-booking-policy.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { book, change, confirm, extend, hold, markNoShow, request, walkIn } = commandsOn(bookings);

const set = ({ id: venueId }: KnownVenue, policy: PolicyChange) =>
  setBookingPolicy(bookings.scope(), { input: { venueId, ...policy } });

/** A venue with two tables for up to ten that takes bookings like this. */
async function venueWith(policy: PolicyChange, wish: VenueWish = {}): Promise<KnownVenue> {
  const tables = [[1, 10] as const, [1, 10] as const];
  const venue = await knownVenue(bookings, { tables, ...wish });
  await set(venue, policy);
  return venue;
}

const minutesOf = ({ startsAt, endsAt }: Booking) => startsAt.until(endsAt).total('minutes');
const minutesMs = 60_000;

const deposit = { fromPartySize: 6, perGuest: { amount: 2000, currency: 'EUR' } };

test('a party that is large enough pays for each guest before its booking is confirmed', async () => {
  const venue = await venueWith({ deposit });

  const held = await hold(venue, { partySize: 6 });

  expect(held.total).toEqual({ amount: 12_000, currency: 'EUR' });
  await expect(confirm(held)).rejects.toMatchObject({
    code: 'PAYMENT_REQUIRED',
    details: { amountDue: { amount: 12_000, currency: 'EUR' } },
  });
  expect(await bookingsAt(bookings, venue.id)).toMatchObject([{ status: 'HELD', total: held.total }]);
});

test('a smaller party pays nothing', async () => {
  const venue = await venueWith({ deposit });

  const held = await hold(venue, { partySize: 5 });

  expect(held.total).toBeNull();
  expect(await outcomeOf(confirm(held))).toBe('CONFIRMED');
});

test('who is at the door pays nothing beforehand', async () => {
  const venue = await venueWith({ deposit }, { openingHours: daily('00:00–00:00') });

  expect((await walkIn(venue, { partySize: 8 })).total).toBeNull();
});

test('a request costs what its hold will', async () => {
  const venue = await venueWith({ deposit });

  const { total } = await request(venue, { partySize: 7 });

  expect(total).toEqual({ amount: 14_000, currency: 'EUR' });
});

test('a confirmed booking cannot be changed to a party that would have had to pay', async () => {
  const venue = await venueWith({ deposit });
  const booked = await book(venue, { partySize: 5 });

  expect(await outcomeOf(change(booked, { partySize: 6 }))).toBe('PAYMENT_REQUIRED');
  expect(await outcomeOf(change(booked, { partySize: 4 }))).toBe('CONFIRMED');
});

test('bookings that there are keep their times, their costs and the ends of their holds', async () => {
  const venue = await venueWith({ deposit });
  const [first, second] = venue.tableIds.map((id) => [id]);
  await hold(venue, { tableIds: first, partySize: 6 });
  await book(venue, { tableIds: second, partySize: 2 });
  const before = await bookingsAt(bookings, venue.id);

  await set(venue, {
    deposit: { fromPartySize: 1, perGuest: { amount: 1, currency: 'USD' } },
    turnTimes: [{ maxParty: 1, minutes: 15 }],
    bufferMinutes: 240,
    holdMinutes: 1,
  });

  expect(await bookingsAt(bookings, venue.id)).toEqual(before);
  const touching = { tableIds: second, startsAt: venue.at('20:30') };
  expect(await outcomeOf(hold(venue, touching))).toBe('HELD');
});

test('parties stay as long as the turn time for their size, the largest as long as the last', async () => {
  const turnTimes = [
    { maxParty: 6, minutes: 150 },
    { maxParty: 2, minutes: 60 },
  ];
  const venue = await venueWith({ turnTimes });
  const stays = [];

  for (const [index, partySize] of [1, 2, 3, 6, 7, 10].entries())
    stays.push(
      minutesOf(
        await hold(venue, {
          partySize,
          tableIds: null,
          startsAt: venue.at(['09:00', '12:00', '17:00'][index % 3] ?? ''),
        }),
      ),
    );

  expect(stays).toEqual([60, 60, 150, 150, 150, 150]);
});

test('who says how long they stay is not asked for a turn time', async () => {
  const venue = await venueWith({ turnTimes: [{ maxParty: 2, minutes: 60 }] });

  expect(minutesOf(await hold(venue, { duration: Temporal.Duration.from('PT25M') }))).toBe(25);
});

test('a hold lasts as long as the policy says, and no longer than it lets it be extended', async () => {
  const venue = await venueWith({ holdMinutes: 4, maxHoldMinutes: 6 });
  const held = await hold(venue);
  await bookings.platform.clock.advance(3 * minutesMs);

  const extended = await extend(held);

  expect(held.lapsesAt).toEqual(held.createdAt.add({ minutes: 4 }));
  expect(extended.lapsesAt).toEqual(held.createdAt.add({ minutes: 6 }));
  expect(await outcomeOf(extend(held))).toBe('HOLD_LIMIT_REACHED');
  await bookings.platform.clock.advance(3 * minutesMs);
  expect(await outcomeOf(confirm(held))).toBe('HOLD_EXPIRED');
});

test.each([
  ['behind a stay', '18:44', '18:45'],
  ['before a stay', '15:16', '15:15'],
])('a table is kept free %s as long as the policy says', async (_, tooClose, farEnough) => {
  const venue = await venueWith({ bufferMinutes: 15 });
  await book(venue, { startsAt: venue.at('17:00') });

  expect(await outcomeOf(hold(venue, { startsAt: venue.at(tooClose) }))).toBe('TABLE_TAKEN');
  expect(await outcomeOf(hold(venue, { startsAt: venue.at(farEnough) }))).toBe('HELD');
});

test('what is kept free belongs to no stay: it may reach behind the closing', async () => {
  const venue = await venueWith({ bufferMinutes: 240 });

  const held = await hold(venue, { startsAt: venue.at('20:30') });

  expect(held.endsAt).toEqual(held.startsAt.add({ minutes: 90 }));
});

test('no more parties arrive in a slot than the policy says', async () => {
  const venue = await venueWith(
    { maxPartiesPerSlot: 2, slotMinutes: 60 },
    { tables: Array.from({ length: 5 }, () => [1, 4] as const) },
  );
  const at = (...times: readonly string[]) =>
    times.map((time) => hold(venue, { tableIds: null, startsAt: venue.at(time) }));

  expect(await outcomesOf(at('19:00', '19:20', '19:59'))).toEqual({ HELD: 2, PACING: 1 });
  expect(await outcomesOf(at('18:59', '20:00'))).toEqual({ HELD: 2 });
});

test('guests cancel until so many minutes before they come, staff as long as it likes', async () => {
  const venue = await venueWith({ cancelUntilMinutes: 120 }, { openingHours: daily('00:00–00:00') });
  const guest = commandsOn(as(customer(), bookings));
  const [first, second] = venue.tableIds.map((id) => [id]);
  const early = await guest.book(venue, { tableIds: first, startsAt: inMinutes(bookings, 130) });
  const late = await guest.book(venue, { tableIds: second, startsAt: inMinutes(bookings, 130) });

  await bookings.platform.clock.advance(9 * minutesMs);
  expect(await outcomeOf(guest.cancel(early))).toBe('CANCELLED');
  await bookings.platform.clock.advance(1 * minutesMs);
  await expect(guest.cancel(late)).rejects.toMatchObject({
    code: 'TOO_LATE',
    details: { until: String(late.startsAt.subtract({ minutes: 120 })) },
  });
  expect(await outcomeOf(commandsOn(as(host(venue), bookings)).cancel(late))).toBe('CANCELLED');
});

test('a hold can be called off whatever the policy says of confirmed bookings', async () => {
  const venue = await venueWith({ cancelUntilMinutes: 43_200 });
  const guest = commandsOn(as(customer(), bookings));

  expect(await outcomeOf(guest.cancel(await guest.hold(venue)))).toBe('CANCELLED');
});

test('a party counts as one that did not come from so many minutes behind its start', async () => {
  const venue = await venueWith({ noShowAfterMinutes: 40 }, { openingHours: daily('00:00–00:00') });
  const booked = await book(venue, { startsAt: inMinutes(bookings, 1) });

  await bookings.platform.clock.advance(40 * minutesMs);
  await expect(markNoShow(booked)).rejects.toMatchObject({
    code: 'TOO_EARLY',
    details: { from: String(booked.startsAt.add({ minutes: 40 })) },
  });
  await bookings.platform.clock.advance(1 * minutesMs);
  expect(await outcomeOf(markNoShow(booked))).toBe('NO_SHOW');
});

test('windows go by the policy as it is when somebody acts', async () => {
  const venue = await venueWith({ noShowAfterMinutes: 40 }, { openingHours: daily('00:00–00:00') });
  const booked = await book(venue, { startsAt: inMinutes(bookings, 1) });
  await bookings.platform.clock.advance(10 * minutesMs);

  await set(venue, { noShowAfterMinutes: 5 });

  expect(await outcomeOf(markNoShow(booked))).toBe('NO_SHOW');
});
