import { afterAll, expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { historyOf } from '../testing/records.ts';
import { inMinutes, outcomeOf } from '../testing/wishes.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { hold, book, confirm, change, request, answer, walkIn, cancel, extend, setPolicy } = commandsOn(bookings);

const deposit = { fromPartySize: 4, perGuest: { amount: 1_500, currency: 'EUR' } };

/** A venue at which parties of four and more pay 15 euros for each guest. */
async function payingVenue() {
  const openingHours = (await knownVenue(bookings)).data.openingHours;
  const allDay = openingHours.map((stretch) => ({ ...stretch, opens: '00:00', closes: '00:00' }));
  const venue = await knownVenue(bookings, { openingHours: allDay });
  await setPolicy(venue, { deposit });
  return venue;
}

test('a larger party has to pay before its hold is confirmed', async () => {
  const held = await hold(await payingVenue(), { partySize: 4 });

  expect(held.total).toEqual({ amount: 6_000, currency: 'EUR' });
  await expect(confirm(held)).rejects.toMatchObject({
    code: 'PAYMENT_REQUIRED',
    details: { amountDue: { amount: 6_000, currency: 'EUR' } },
  });
  expect(await historyOf(bookings, held.id)).toHaveLength(1);
});

test('a hold that is to be paid for can be extended and called off', async () => {
  const held = await hold(await payingVenue(), { partySize: 4 });

  expect(await outcomeOf(extend(held))).toBe('HELD');
  expect(await outcomeOf(cancel(held))).toBe('CANCELLED');
});

test('a smaller party pays nothing', async () => {
  const held = await hold(await payingVenue(), { partySize: 3 });

  expect(held.total).toBeNull();
  expect(await outcomeOf(confirm(held))).toBe('CONFIRMED');
});

test('a request costs what it did when it was made', async () => {
  const venue = await payingVenue();
  const requested = await request(venue, { partySize: 4 });
  await setPolicy(venue, { deposit: null });
  await answer(requested);

  expect(await outcomeOf(confirm(requested))).toBe('PAYMENT_REQUIRED');
});

test('a party at the door pays nothing beforehand', async () => {
  const venue = await payingVenue();

  expect(await walkIn(venue, { partySize: 4 })).toMatchObject({ status: 'SEATED', total: null });
});

test('a confirmed party cannot grow into one that pays', async () => {
  const venue = await payingVenue();
  const booking = await book(venue, { partySize: 3 });

  await expect(change(booking, { partySize: 4 })).rejects.toMatchObject({
    code: 'PAYMENT_REQUIRED',
    inputPath: ['input', 'partySize'],
    details: { amountDue: { amount: 6_000, currency: 'EUR' } },
  });
});

test('a party that was confirmed before there were deposits may move and shrink', async () => {
  const venue = await payingVenue();
  await setPolicy(venue, { deposit: null });
  const booking = await book(venue, { partySize: 4 });
  await setPolicy(venue, { deposit: { ...deposit, fromPartySize: 2 } });

  const moved = await change(booking, { startsAt: inMinutes(bookings, 600) });
  const shrunk = await change(booking, { partySize: 3 });

  expect([moved, shrunk]).toMatchObject([
    { version: 3, total: null },
    { version: 4, total: null },
  ]);
});
