import { platformKinds, randomFrom } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { claimsAt } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { outcomesOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();

const rounds = sized(4, 40);
const onEach = platformKinds.flatMap((kind) => times(rounds, (round) => ({ kind, seed: round + 1 })));

/** Four tables in a row; neighbours may be joined, and so may the first three and all of them. */
const inARow = {
  tables: times(4, () => [1, 4] as const),
  combinations: [
    { tables: [0, 1], maxParty: 8 },
    { tables: [1, 2], maxParty: 8 },
    { tables: [2, 3], maxParty: 8 },
    { tables: [0, 1, 2], maxParty: 12 },
    { tables: [0, 1, 2, 3], maxParty: 16 },
  ],
};

/** The tables of an option, in either order. */
const namings: readonly [number[], ...number[][]] = [
  [0],
  [1],
  [2],
  [3],
  [0, 1],
  [1, 0],
  [1, 2],
  [2, 1],
  [3, 2],
  [2, 3],
  [2, 0, 1],
  [3, 1, 2, 0],
];

test.for(onEach)(
  'on the $kind platform combinations and their members, named and chosen all at once, come to tables with one owner each (seed $seed)',
  async ({ kind, seed }) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await knownVenue(bookings, inARow);
    const random = randomFrom(seed);
    const startsAt = () => venue.at(random.pick(['18:00', '18:45', '19:30']));
    const named = () => {
      const tableIds = random.pick(namings).flatMap((index) => venue.tableIds[index] ?? []);
      return hold(venue, { tableIds, startsAt: startsAt() });
    };
    const chosen = () =>
      hold(venue, { tableIds: null, partySize: random.pick([2, 5, 8, 10, 13]), startsAt: startsAt() });

    const outcomes = await outcomesOf(times(80, () => (random.below(3) === 0 ? chosen() : named())));

    expect(new Set(Object.keys(outcomes))).toEqual(new Set(['HELD', 'TABLE_TAKEN']));
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)(
  'on the %s platform all four tables or each of them: either is won whole, and nobody is left waiting',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);

    for (let round = 0; round < sized(10, 100); round += 1) {
      const venue = await knownVenue(bookings, inARow);
      const ids = round % 2 ? venue.tableIds : venue.tableIds.toReversed();
      const wishes = [ids, ...ids.map((id) => [id]), ids.toReversed()];

      const outcomes = await outcomesOf(wishes.map((tableIds) => hold(venue, { tableIds })));

      const claims = await claimsAt(bookings, venue.id);
      const winners = new Set(claims.map(({ bookingId }) => bookingId)).size;
      expect(claims.length).toBeGreaterThan(0);
      expect(outcomes).toEqual({ HELD: winners, TABLE_TAKEN: wishes.length - winners });
      expect([1, claims.length]).toContain(winners);
    }
  },
);

test.for(platformKinds)(
  'on the %s platform parties that take what is free fill every table through whatever is joined',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await knownVenue(bookings, inARow);

    const outcomes = await outcomesOf(
      times(40, (index) => hold(venue, { tableIds: null, partySize: index % 2 ? 6 : 3 })),
    );

    const claims = await claimsAt(bookings, venue.id);
    expect(new Set(Object.keys(outcomes))).toEqual(new Set(['HELD', 'TABLE_TAKEN']));
    expect(claims.map(({ tableId }) => tableId)).toEqual(venue.tableIds.toSorted());
  },
);
