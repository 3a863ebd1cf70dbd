import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import type { AttentionReason } from '../domain/attention.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { type KnownVenue, knownVenue, makeKnown } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { as, customer, host, partner } from '../testing/people.ts';
import { bookingsAt, eventsFor, historyOf } from '../testing/records.ts';
import { outcomeOf } from '../testing/wishes.ts';
import { acknowledgeAttention } from './acknowledge-attention.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { book, cancel } = commandsOn(bookings);

/** A confirmed booking whose table, hours and venue are gone. */
async function troubled(): Promise<{ readonly venue: KnownVenue; readonly booking: Booking }> {
  const venue = await knownVenue(bookings);
  const { id } = await book(venue);
  await makeKnown(bookings, { ...venue.data, closed: true, openingHours: [], rooms: [] }, 2);
  const booking = (await bookingsAt(bookings, venue.id)).find((each) => each.id === id);
  if (!booking) throw new Error('The booking is gone');
  return { venue, booking };
}

const acknowledge = ({ id }: Pick<Booking, 'id'>, ...reasons: readonly AttentionReason[]) =>
  acknowledgeAttention(bookings.scope(), { id, reasons });

test('what was seen to goes, and the rest stays', async () => {
  const { venue, booking } = await troubled();

  const seen = await acknowledge(booking, 'TABLE_RETIRED', 'VENUE_CLOSED');

  expect(seen).toMatchObject({ status: 'CONFIRMED', version: 4, attention: ['HOURS_CHANGED'] });
  expect((await bookingsAt(bookings, venue.id))[0]).toMatchObject({ version: 4, attention: ['HOURS_CHANGED'] });
  expect(await faultsAt(bookings, venue.id)).toEqual([]);
});

test('history and event name who has seen to it', async () => {
  const { venue, booking } = await troubled();
  const { principal } = bookings.scope();

  await acknowledge(booking, 'VENUE_CLOSED');

  expect((await historyOf(bookings, booking.id)).at(-1)).toMatchObject({
    from: 'CONFIRMED',
    to: 'CONFIRMED',
    reason: 'ACKNOWLEDGED',
    actor: `USER:${principal.id}`,
  });
  expect((await eventsFor(bookings, venue.id)).at(-1)).toMatchObject({
    type: 'booking.attention_changed',
    version: 4,
    data: { change: 'ATTENTION', reason: 'ACKNOWLEDGED', attention: ['TABLE_RETIRED', 'HOURS_CHANGED'] },
  });
});

test.each<[string, AttentionReason[]]>([
  ['no reason', []],
  ['a reason that it has not', ['CAPACITY_LOWERED']],
])('%s changes nothing and tells nobody', async (_, reasons) => {
  const { venue, booking } = await troubled();

  const same = await acknowledge(booking, ...reasons);

  expect(same).toEqual(booking);
  expect(await eventsFor(bookings, venue.id)).toHaveLength(3);
});

test('a reason that it has not is passed over beside one that it has', async () => {
  const { booking } = await troubled();

  const { attention } = await acknowledge(booking, 'CAPACITY_LOWERED', 'HOURS_CHANGED', 'HOURS_CHANGED');

  expect(attention).toEqual(['TABLE_RETIRED', 'VENUE_CLOSED']);
});

test('of many who see to the same thing at once one is told of', async () => {
  const { venue, booking } = await troubled();

  await Promise.all(Array.from({ length: 20 }, () => acknowledge(booking, 'VENUE_CLOSED')));

  expect((await eventsFor(bookings, venue.id)).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
});

test('about a booking that is over there is nothing to see to', async () => {
  const { booking } = await troubled();
  const cancelled = await cancel(booking);

  expect(await acknowledge(booking, 'TABLE_RETIRED', 'HOURS_CHANGED', 'VENUE_CLOSED')).toEqual(cancelled);
});

test('staff may, and whoever the booking is for or made it may not', async () => {
  const { venue, booking } = await troubled();
  const by = (principal: Parameters<typeof as>[0]) =>
    outcomeOf(acknowledgeAttention(as(principal, bookings).scope(), { id: booking.id, reasons: ['VENUE_CLOSED'] }));
  const stranger = host(await knownVenue(bookings));

  expect(await by(customer())).toBe('FORBIDDEN');
  expect(await by(partner())).toBe('FORBIDDEN');
  expect(await by(stranger)).toBe('FORBIDDEN');
  expect(await by(host(venue))).toBe('CONFIRMED');
});

test.each([newId(), 'not an id'])('there is no booking %s', async (id) => {
  await expect(acknowledge({ id }, 'VENUE_CLOSED')).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['id'] });
});
