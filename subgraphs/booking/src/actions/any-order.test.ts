import { afterAll, expect, test } from 'vitest';
import type { Booking } from '../data/booking.entity.ts';
import { isOver } from '../domain/lifecycle.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { conflictsAmong, ownershipsOf } from '../testing/ownership.ts';
import { type Random, randomFrom } from '../testing/random.ts';
import { claimsAt, eventsFor } from '../testing/records.ts';
import { sized } from '../testing/size.ts';
import { stepsKept, stepsTold, wrongAmong } from '../testing/steps.ts';
import { outcomeOf, wish } from '../testing/wishes.ts';
import { cancelBooking } from './cancel-booking.ts';
import { confirmBooking } from './confirm-booking.ts';
import { expireHolds } from './expire-holds.ts';
import { holdTable } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

/** What one client does next; `held` are the bookings that anybody made so far. */
type Move = (venue: KnownVenue, held: Booking[], random: Random) => Promise<unknown>;

const hold: Move = async (venue, held, random) => {
  const [first = '', second = '', third = ''] = venue.tableIds;
  const tableIds = random.pick([[first], [second], [third], [first, second], [second, first], null]);
  const startsAt = venue.at(random.pick(['18:00', '18:30', '19:00', '19:30', '20:00']));
  const holding = holdTable(bookings.scope(), wish(venue, { tableIds, startsAt })).then((booking) => {
    held.push(booking);
    return booking;
  });
  return outcomeOf(holding);
};

const onAny =
  (act: typeof confirmBooking): Move =>
  async (_, [first, ...others], random) =>
    first && outcomeOf(act(bookings.scope(), random.pick([first, ...others])));

const expire: Move = () => expireHolds(bookings.scope());

const moves = [hold, hold, hold, onAny(confirmBooking), onAny(cancelBooking), expire] as const;

/** Moves the clock on: by a little, by half a hold, or to right before some hold lapses. */
async function passTime(held: readonly Booking[], random: Random): Promise<void> {
  const { clock } = bookings.platform;
  const { createdAt = clock.now() } = held[random.below(held.length)] ?? {};
  const untilLapseMs = createdAt.add({ minutes: 10 }).since(clock.now()).total('milliseconds');
  await clock.advance(Math.max(0, Math.round(random.pick([1_000, 300_000, untilLapseMs - 5, untilLapseMs - 15]))));
}

test.each(Array.from({ length: sized(5, 60) }, (_, index) => index + 1))(
  'whatever many clients do at once, no table has two owners and every story is whole (seed %d)',
  async (seed) => {
    const random = randomFrom(seed);
    const venue = await knownVenue(bookings, {
      tables: [
        [1, 4],
        [1, 4],
        [1, 4],
      ],
      combinations: [{ tables: [0, 1], maxParty: 8 }],
    });
    const held: Booking[] = [];

    for (let burst = 0; burst < sized(8, 20); burst += 1) {
      await Promise.all(Array.from({ length: 12 }, () => random.pick(moves)(venue, held, random)));
      await passTime(held, random);
    }

    const kept = await stepsKept(bookings, venue.id);
    const stories = [...Map.groupBy(kept, ({ bookingId }) => bookingId).values()];
    const standing = stories.flatMap((steps) => steps.slice(-1)).filter(({ to }) => !isOver(to));
    const owners = new Set((await claimsAt(bookings, venue.id)).map(({ bookingId }) => bookingId));
    expect(stories.length).toBeGreaterThan(5);
    expect(stories.flatMap(wrongAmong)).toEqual([]);
    expect(await stepsTold(bookings, venue.id)).toEqual(kept);
    expect(conflictsAmong(ownershipsOf(await eventsFor(bookings, venue.id)))).toEqual([]);
    expect(owners).toEqual(new Set(standing.map(({ bookingId }) => bookingId)));
  },
);
