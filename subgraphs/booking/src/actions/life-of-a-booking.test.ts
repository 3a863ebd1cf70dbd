import { newId } from '@constellation/kit';
import { afterAll, describe, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt, historyOf } from '../testing/records.ts';
import { outcomeOf, outcomesOf, wish } from '../testing/wishes.ts';
import { cancelBooking } from './cancel-booking.ts';
import { confirmBooking } from './confirm-booking.ts';
import { holdTable } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const actor = `USER:${bookings.scope().principal.id}`;
const hold = (venue: KnownVenue) => holdTable(bookings.scope(), wish(venue));
const confirm = (booking: Pick<Booking, 'id'>) => confirmBooking(bookings.scope(), booking);
const cancel = (booking: Pick<Booking, 'id'>, reason?: string) =>
  cancelBooking(bookings.scope(), { id: booking.id, ...(reason && { reason }) });

test('a booking that is held, confirmed and called off remembers every step', async () => {
  const venue = await knownVenue(bookings);

  const held = await hold(venue);
  const confirmed = await confirm(held);
  const cancelled = await cancel(held, ' The weather ');

  const step = { bookingId: held.id, reason: null, words: null, actor };
  expect(await historyOf(bookings, held.id)).toEqual([
    { ...step, version: 1, from: null, to: 'HELD', at: held.updatedAt },
    { ...step, version: 2, from: 'HELD', to: 'CONFIRMED', at: confirmed.updatedAt },
    { ...step, version: 3, from: 'CONFIRMED', to: 'CANCELLED', at: cancelled.updatedAt, words: 'The weather' },
  ]);
  expect(cancelled).toMatchObject({ status: 'CANCELLED', version: 3, lapsesAt: null, createdAt: held.createdAt });
});

test('a confirmed booking keeps its place however late it gets', async () => {
  const venue = await knownVenue(bookings);
  const booking = await hold(venue);

  const confirmed = await confirm(booking);
  await bookings.platform.clock.advance(3_600_000);

  expect(confirmed).toMatchObject({ status: 'CONFIRMED', version: 2, lapsesAt: null });
  expect(await outcomeOf(hold(venue))).toBe('TABLE_TAKEN');
});

test('a booking that is called off gives its place back at once', async () => {
  const venue = await knownVenue(bookings);
  const booking = await hold(venue);

  await cancel(booking);

  expect(await claimsAt(bookings, venue.id)).toEqual([]);
  expect(await outcomeOf(hold(venue))).toBe('HELD');
});

test.each([
  ['confirming', confirm, 'CONFIRMED'],
  ['calling off', cancel, 'CANCELLED'],
])('%s many times, at once and again, is done once', async (_, act, status) => {
  const booking = await hold(await knownVenue(bookings));

  const outcomes = await outcomesOf(Array.from({ length: 20 }, () => act(booking)));
  const again = await act(booking);

  expect(outcomes).toEqual({ [status]: 20 });
  expect(again.version).toBe(2);
  expect((await historyOf(bookings, booking.id)).map(({ to }) => to)).toEqual(['HELD', status]);
});

test('confirming and calling off at once ends called off, by way of one or two steps', async () => {
  const booking = await hold(await knownVenue(bookings));

  const outcomes = await outcomesOf([confirm(booking), cancel(booking), confirm(booking), cancel(booking)]);

  const history = await historyOf(bookings, booking.id);
  expect(outcomes['CANCELLED']).toBe(2);
  expect(history.at(-1)?.to).toBe('CANCELLED');
  expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
});

test('what was called off cannot be confirmed', async () => {
  const booking = await hold(await knownVenue(bookings));
  await cancel(booking);

  await expect(confirm(booking)).rejects.toMatchObject({ code: 'WRONG_STATUS', details: { status: 'CANCELLED' } });
});

describe('a booking that does not exist', () => {
  test.each([
    ['an id that nobody has', newId()],
    ['what is no id', 'not an id'],
    ['nothing', ''],
    ['an id with more behind it', `${newId()}'; drop table bookings; --`],
  ])('%s is not found', async (_, id) => {
    for (const act of [confirm, cancel])
      await expect(act({ id })).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['id'] });
  });
});

test.each([
  ['of 1001 characters', 'x'.repeat(1001)],
  ['with half a character', 'half a \ud83d'],
  ['with a control character', 'bell \u0007'],
])('a reason %s is refused and changes nothing', async (_, reason) => {
  const booking = await hold(await knownVenue(bookings));

  await expect(cancel(booking, reason)).rejects.toMatchObject({ code: 'INVALID_INPUT', inputPath: ['reason'] });
  expect((await historyOf(bookings, booking.id)).map(({ to }) => to)).toEqual(['HELD']);
});
