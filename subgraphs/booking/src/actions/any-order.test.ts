import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { bookingSubgraph } from '../index.ts';
import { faultsAt } from '../testing/faults.ts';
import { type Game, newGame } from '../testing/game.ts';
import { makeKnown } from '../testing/known-venue.ts';
import { moves } from '../testing/moves.ts';
import { bookingsAt } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { unsoundAt } from '../testing/soundness.ts';
import { times } from '../testing/times.ts';
import { unflaggedAt } from '../testing/unflagged.ts';
import { unseenIn } from '../testing/variety.ts';
import { watched } from '../testing/watched.ts';

const { workers, failures } = watched(bookingSubgraph.workers);
const bookingsOn = shareBookings({ workers });

const cases = platformKinds.flatMap((kind) => times(sized(2, 6), (round) => ({ kind, seed: round + 1 })));
const [fewestBursts, mostBursts] = [sized(15, 60), 200];
const clients = 12;
const dayMs = 86_400_000;

test.for(cases)(
  'on the $kind platform whatever many clients do at once, no table has two owners and every story is whole (seed $seed)',
  { timeout: 400_000 },
  async ({ kind, seed }) => {
    const game = await newGame(await bookingsOn(kind), seed);
    const { bookings, faults } = game;

    let unseen = ['everything'];
    for (let burst = 1; burst <= fewestBursts || (unseen.length > 0 && burst <= mostBursts); burst += 1) {
      await Promise.all(times(clients, () => play(game, 4)));
      await takeStock(game);
      await passTime(game);
      if (burst >= fewestBursts) unseen = await unseenIn(game);
    }
    await bookings.platform.clock.advance(dayMs);
    await expect.poll(() => openAt(game)).toEqual([]);

    expect(faults).toEqual([]);
    expect(failures).toEqual([]);
    expect(await unsoundAt(game)).toEqual({});
    expect(unseen).toEqual([]);
  },
);

/** One client: some moves, one after another. */
async function play(game: Game, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await game.random.pick(moves)(game);
}

/** Lets booking hear what became of the venue, and looks at everything while nobody does anything. */
async function takeStock(game: Game): Promise<void> {
  const { bookings, venue, versions, seen, faults } = game;
  const newest = versions.at(-1) ?? venue.data;
  await makeKnown(bookings, newest, versions.length);
  faults.push(...(await faultsAt(bookings, venue.id)), ...(await unflaggedAt(bookings, newest)));
  for (const booking of await bookingsAt(bookings, venue.id)) seen.set(booking.id, booking);
}

/** Moves the clock on: as long as a hold or a party lasts, or to right before a hold lapses. */
async function passTime({ bookings, seen, random }: Game): Promise<void> {
  const { clock } = bookings.platform;
  const [lapsesAt = clock.now(), ...others] = [...seen.values()].flatMap(({ status, lapsesAt: at }) =>
    status === 'HELD' && at ? [at] : [],
  );
  const leftMs = clock
    .now()
    .until(random.pick([lapsesAt, ...others]))
    .total('milliseconds');
  const byMs = random.pick([leftMs - 5, leftMs - 15, 660_000, 1_200_000, 1_200_000, 2_400_000]);
  await clock.advance(Math.max(0, Math.round(byMs)));
}

/** Bookings that still end by themselves or are answered. */
async function openAt({ bookings, venue }: Game): Promise<string[]> {
  const found = await bookingsAt(bookings, venue.id);
  return found.filter(({ lapsesAt }) => lapsesAt).map(({ id }) => id);
}
