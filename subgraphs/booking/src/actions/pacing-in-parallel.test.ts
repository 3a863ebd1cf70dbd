import { platformKinds, randomFrom } from '@constellation/kit/testing';
import { isUpTo } from '@constellation/schema/schedule';
import { expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import type { OpenBookings } from '../testing/open-bookings.ts';
import { ownershipsOf } from '../testing/ownership.ts';
import { mostAtOnce } from '../testing/pacing.ts';
import { bookingsAt, eventsFor } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { outcomeOf, outcomesOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();
const elevenMinutesMs = 11 * 60_000;

/** A hundred tables, and a policy by which seven parties may arrive in a quarter of an hour. */
async function pacedVenue(bookings: OpenBookings): Promise<KnownVenue> {
  const venue = await knownVenue(bookings, { tables: times(100, () => [1, 4] as const) });
  await commandsOn(bookings).setPolicy(venue, { maxPartiesPerSlot: 7 });
  return venue;
}

/** Each table with a time for it. */
const onEach = ({ tableIds, at }: KnownVenue, time: (index: number) => string) =>
  tableIds.map((id, index) => ({ tableIds: [id], startsAt: at(time(index)) }));

const minute = (value: number) => String(value).padStart(2, '0');

test.for(platformKinds)(
  'on the %s platform of 100 who want 100 free tables in one slot seven get one',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await pacedVenue(bookings);

    const outcomes = await outcomesOf(onEach(venue, () => '19:00').map((given) => hold(venue, given)));

    expect(outcomes).toEqual({ HELD: 7, PACING: 93 });
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)('on the %s platform a slot counts every minute of it, and the next one anew', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { hold } = commandsOn(bookings);
  const venue = await pacedVenue(bookings);
  const wanted = onEach(venue, (index) => `19:${minute(index % 30)}`);

  const outcomes = await Promise.all(wanted.map((given) => outcomeOf(hold(venue, given))));

  const held = outcomes.flatMap((outcome, index) => (outcome === 'HELD' ? [index % 30] : []));
  expect([held.length, held.filter((minutes) => minutes < 15).length]).toEqual([14, 7]);
  expect(new Set(outcomes)).toEqual(new Set(['HELD', 'PACING']));
});

test.for(platformKinds)(
  'on the %s platform lapsed holds make room in their slot, and no more than that',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold, confirm } = commandsOn(bookings);
    const venue = await pacedVenue(bookings);
    const wanted = onEach(venue, (index) => `19:${minute(index % 15)}`);
    const held = await Promise.all(wanted.slice(0, 7).map((given) => hold(venue, given)));
    for (const booking of held.slice(0, 2)) await confirm(booking);
    await bookings.platform.clock.advance(elevenMinutesMs);

    const outcomes = await outcomesOf(wanted.slice(7).map((given) => hold(venue, given)));

    expect(outcomes).toEqual({ HELD: 5, PACING: 88 });
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)(
  'on the %s platform changes into a slot and holds in it share its seven places',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, change, hold } = commandsOn(bookings);
    const venue = await pacedVenue(bookings);
    const booked = await Promise.all(
      onEach(venue, (index) => `${minute(10 + (index % 7))}:00`)
        .slice(0, 28)
        .map((given) => book(venue, given)),
    );

    const outcomes = await outcomesOf([
      ...booked.map((booking) => change(booking, { startsAt: venue.at('19:05') })),
      ...onEach(venue, () => '19:10')
        .slice(28)
        .map((given) => hold(venue, given)),
    ]);

    const { HELD: held = 0, CONFIRMED: changed = 0, ...others } = outcomes;
    expect([held + changed, Object.keys(others).toSorted()]).toEqual([7, ['PACING']]);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds.flatMap((kind) => times(sized(2, 20), (round) => ({ kind, seed: round + 1 }))))(
  'on the $kind platform a slot in which parties come and go never has more than seven (seed $seed)',
  async ({ kind, seed }) => {
    const bookings = await bookingsOn(kind);
    const { book, change, cancel, hold } = commandsOn(bookings);
    const venue = await pacedVenue(bookings);
    const random = randomFrom(seed);
    const inSlot = await Promise.all(
      onEach(venue, () => '19:00')
        .slice(0, 6)
        .map((given) => book(venue, given)),
    );
    const leave = inSlot.map(
      (booking, index) => () => (index % 2 ? cancel(booking) : change(booking, { startsAt: venue.at('12:00') })),
    );
    const come = onEach(venue, (index) => `19:${minute(index % 15)}`)
      .slice(6)
      .map((given) => () => hold(venue, given));
    const order = [...leave, ...come].map((act) => ({ act, rank: random.below(1_000) }));

    await outcomesOf(order.toSorted((one, other) => one.rank - other.rank).map(({ act }) => act()));

    const start = venue.at('19:00').local.toZonedDateTime(venue.data.timeZone).toInstant();
    const slot = { start, end: start.add({ minutes: 15 }) };
    const ownerships = ownershipsOf(await eventsFor(bookings, venue.id));
    expect(mostAtOnce(ownerships, slot)).toBe(7);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)(
  'on the %s platform whoever decides after a policy has changed goes by the new one, its longer slots included',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold, setPolicy } = commandsOn(bookings);

    for (let round = 0; round < sized(3, 30); round += 1) {
      const venue = await pacedVenue(bookings);
      const quarters = onEach(venue, (index) => `19:${minute(15 * (index % 4))}`);

      const [changed] = await Promise.all([
        setPolicy(venue, { slotMinutes: 60 }).then(() => bookings.platform.clock.now()),
        outcomesOf(quarters.map((given) => hold(venue, given))),
      ]);

      const held = await bookingsAt(bookings, venue.id);
      const late = held.filter(({ createdAt }) => isUpTo(changed, createdAt));
      expect(held.length).toBeGreaterThanOrEqual(7);
      expect(late.length).toBeLessThanOrEqual(Math.max(0, 7 - (held.length - late.length)));
    }
  },
);
