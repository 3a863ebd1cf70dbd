import { afterAll, expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt, eventsFor, historyOf } from '../testing/records.ts';
import { outcomeOf } from '../testing/wishes.ts';
import { expireBookings } from './expire-bookings.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { hold, extend, confirm, cancel, request, answer, setPolicy } = commandsOn(bookings);

const pass = (minutes: number) => bookings.platform.clock.advance(minutes * 60_000);

test('a hold gets its full time again, with a step in its history and an event', async () => {
  const venue = await knownVenue(bookings);
  const held = await hold(venue);
  await pass(4);

  const extended = await extend(held);

  expect(extended).toMatchObject({ status: 'HELD', version: 2, lapsesAt: extended.updatedAt.add({ minutes: 10 }) });
  expect(await historyOf(bookings, held.id)).toMatchObject([{}, { from: 'HELD', to: 'HELD', reason: 'HOLD_EXTENDED' }]);
  expect((await eventsFor(bookings, venue.id)).at(-1)).toMatchObject({
    type: 'booking.hold_extended',
    version: 2,
    data: { change: 'HOLD_EXTENDED', from: 'HELD', to: 'HELD', holdExpiresAt: String(extended.lapsesAt) },
  });
});

test('a hold is extended up to half an hour since it began and no further', async () => {
  const held = await hold(await knownVenue(bookings));
  await pass(9);
  await extend(held);
  await pass(9);
  await extend(held);
  await pass(9);

  const last = await extend(held);

  expect(last.lapsesAt).toEqual(held.createdAt.add({ minutes: 30 }));
  await expect(extend(held)).rejects.toMatchObject({ code: 'HOLD_LIMIT_REACHED' });
  expect(await historyOf(bookings, held.id)).toHaveLength(4);
  expect(await outcomeOf(confirm(held))).toBe('CONFIRMED');
});

test('how long and how often is the venue’s policy', async () => {
  const venue = await knownVenue(bookings);
  await setPolicy(venue, { holdMinutes: 3, maxHoldMinutes: 5 });
  const held = await hold(venue);
  await pass(1);
  const extended = await extend(held);
  await pass(2);

  expect(held.lapsesAt).toEqual(held.createdAt.add({ minutes: 3 }));
  expect(extended.lapsesAt).toEqual(extended.updatedAt.add({ minutes: 3 }));
  expect((await extend(held)).lapsesAt).toEqual(held.createdAt.add({ minutes: 5 }));
  expect(await outcomeOf(extend(held))).toBe('HOLD_LIMIT_REACHED');
});

test('a hold that came of a request is extended since it was held', async () => {
  const venue = await knownVenue(bookings);
  const requested = await request(venue);
  await pass(60);
  await answer(requested);
  await pass(5);

  const extended = await extend(requested);

  expect(extended.lapsesAt).toEqual(extended.updatedAt.add({ minutes: 10 }));
});

test('at its old end an extended hold lapses neither by the sweeper nor by whoever wants its place', async () => {
  const venue = await knownVenue(bookings, { tables: [[1, 4]] });
  const held = await hold(venue);
  await pass(5);
  await extend(held);
  await pass(6);

  await expireBookings(bookings.scope());

  expect(await outcomeOf(hold(venue))).toBe('TABLE_TAKEN');
  expect(await claimsAt(bookings, venue.id)).toEqual([{ tableId: venue.tableIds[0], bookingId: held.id }]);
});

test('at its new end it does', async () => {
  const venue = await knownVenue(bookings);
  const held = await hold(venue);
  await pass(5);
  await extend(held);
  await pass(10);

  expect(await outcomeOf(extend(held))).toBe('HOLD_EXPIRED');
  expect(await outcomeOf(hold(venue))).toBe('HELD');
  expect((await historyOf(bookings, held.id)).map(({ to }) => to)).toEqual(['HELD', 'HELD', 'EXPIRED']);
});

test('only what is held can be extended', async () => {
  const venue = await knownVenue(bookings);
  const [confirmed, called] = [await hold(venue), await hold(venue, { tableIds: venue.tableIds.slice(1) })];
  await confirm(confirmed);
  await cancel(called);

  const outcomes = [
    await outcomeOf(extend(await request(venue))),
    await outcomeOf(extend(confirmed)),
    await outcomeOf(extend(called)),
    await outcomeOf(extend({ id: venue.id })),
  ];

  expect(outcomes).toEqual(['WRONG_STATUS', 'WRONG_STATUS', 'WRONG_STATUS', 'NOT_FOUND']);
});
