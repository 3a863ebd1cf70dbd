import { afterAll, describe, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import { daily } from '../testing/bookable-venue.ts';
import { changesOn } from '../testing/changing-venue.ts';
import { moveTo } from '../testing/clocks.ts';
import { type Commands, commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { idsListed } from '../testing/list-pages.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { bookingsAt, eventsFor } from '../testing/records.ts';
import { expireBookings } from './expire-bookings.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const commands = commandsOn(bookings);
const { become, attentionsAt } = changesOn(bookings);

const minute = { minutes: 1 };

/** A hold or a booking that staff should look at. */
async function flagged(make: 'hold' | 'book') {
  const venue = await knownVenue(bookings, { openingHours: daily('00:00–00:00') });
  const booking = await commands[make](venue);
  await become(venue, 2, { closed: true });
  expect(await attentionsAt(venue)).toEqual([['VENUE_CLOSED']]);
  const toLookAt = () => idsListed(bookings.scope, { attention: true, venueId: venue.id });
  expect(await toLookAt()).toEqual([booking.id]);
  return { venue, booking, toLookAt };
}

const missed = async (booking: Booking) => {
  await moveTo(bookings, booking.startsAt.add({ minutes: 20 }));
  return commands.markNoShow(booking);
};

describe('staff need not look at', () => {
  test.each<[status: Booking['status'], make: 'hold' | 'book', end: (to: Commands, of: Booking) => Promise<unknown>]>([
    ['CANCELLED', 'hold', ({ cancel }, booking) => cancel(booking)],
    ['CANCELLED', 'book', ({ cancel }, booking) => cancel(booking)],
    ['EXPIRED', 'hold', (_, { lapsesAt, createdAt }) => lapse(lapsesAt ?? createdAt)],
    ['NO_SHOW', 'book', (_, booking) => missed(booking)],
    [
      'FINISHED',
      'book',
      async ({ seat, finish }, booking) => {
        await moveTo(bookings, booking.startsAt.add(minute));
        await seat(booking);
        await moveTo(bookings, booking.startsAt.add({ hours: 1 }));
        return finish(booking);
      },
    ],
  ])('what is %s', async (status, make, end) => {
    const { venue, booking, toLookAt } = await flagged(make);

    await end(commands, booking);

    expect(await bookingsAt(bookings, venue.id)).toMatchObject([{ status, attention: [] }]);
    expect((await eventsFor(bookings, venue.id)).at(-1)).toMatchObject({ data: { to: status, attention: [] } });
    expect(await toLookAt()).toEqual([]);
  });
});

test('what was wrong before a party was missed is not to be looked at when it comes after all', async () => {
  const { booking, toLookAt } = await flagged('book');
  await missed(booking);

  expect(await commands.seat(booking)).toMatchObject({ status: 'SEATED', attention: [] });
  expect(await toLookAt()).toEqual([]);
});

async function lapse(at: Temporal.Instant): Promise<void> {
  await moveTo(bookings, at.add(minute));
  await expireBookings(bookings.scope());
}
