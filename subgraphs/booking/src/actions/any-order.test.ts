import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { bookingSubgraph } from '../index.ts';
import { daily } from '../testing/bookable-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue, makeKnown } from '../testing/known-venue.ts';
import { type Game, moves } from '../testing/moves.ts';
import { randomFrom } from '../testing/random.ts';
import { bookingsAt } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { unsoundAt } from '../testing/soundness.ts';
import { times } from '../testing/times.ts';
import { expireBookings } from './expire-bookings.ts';

const bookingsOn = shareBookings({ workers: bookingSubgraph.workers });

const cases = platformKinds.flatMap((kind) => times(sized(4, 60), (round) => ({ kind, seed: round + 1 })));
const clients = 12;

const sound = { faults: [], wrongSteps: [], untold: [], mislabelled: [], conflicts: [], outdated: [], unflagged: [] };

test.for(cases)(
  'on the $kind platform whatever many clients do at once, no table has two owners and every story is whole (seed $seed)',
  { timeout: 120_000 },
  async ({ kind, seed }) => {
    const game = await newGame(kind, seed);
    const { bookings, venue, versions, faults } = game;

    for (let burst = 0; burst < sized(12, 20); burst += 1) {
      await Promise.all(times(clients, () => play(game, 3)));
      await passTime(game);
    }
    await makeKnown(bookings, venue.data, versions.length + 1);
    await expect.poll(() => requestedAt(game), { timeout: 20_000 }).toEqual([]);
    while (await expireBookings(bookings.scope()));

    const found = await bookingsAt(bookings, venue.id);
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found.map(({ status }) => status)).size).toBeGreaterThan(2);
    expect(faults).toEqual([]);
    expect(await unsoundAt(bookings, venue.data)).toEqual(sound);
  },
);

/** A venue that never closes, with three tables in a row of which neighbours may be joined. */
async function newGame(kind: (typeof platformKinds)[number], seed: number): Promise<Game> {
  const bookings = await bookingsOn(kind);
  const venue = await knownVenue(bookings, {
    tables: times(3, () => [1, 4] as const),
    combinations: [
      { tables: [0, 1], maxParty: 8 },
      { tables: [1, 2], maxParty: 6 },
    ],
    openingHours: daily('00:00–00:00'),
  });
  const random = randomFrom(seed);
  return { bookings, commands: commandsOn(bookings), venue, random, made: [], versions: [venue.data], faults: [] };
}

/** One client: some moves, one after another. */
async function play(game: Game, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await game.random.pick(moves)(game);
}

/** Moves the clock on: by little, by as much as a hold or a party lasts, or to right before some hold lapses. */
async function passTime({ bookings: { platform }, made, random }: Game): Promise<void> {
  const { lapsesAt } = made[random.below(made.length)] ?? {};
  const untilLapseMs = platform.clock
    .now()
    .until(lapsesAt ?? platform.clock.now())
    .total('milliseconds');
  const byMs = random.pick([1_000, 240_000, 660_000, 1_200_000, untilLapseMs - 5, untilLapseMs - 15]);
  await platform.clock.advance(Math.max(0, Math.round(Math.min(byMs, 1_800_000))));
}

/** Requests that are still to be answered. */
async function requestedAt({ bookings, venue }: Game): Promise<string[]> {
  const now = bookings.platform.clock.now();
  const found = await bookingsAt(bookings, venue.id);
  return found
    .filter(({ status, lapsesAt }) => status === 'REQUESTED' && lapsesAt && Temporal.Instant.compare(now, lapsesAt) < 0)
    .map(({ id }) => id);
}
