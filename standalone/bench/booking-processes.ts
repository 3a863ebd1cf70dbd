import { availableParallelism } from 'node:os';
import { announceHall, type BenchVenue, slot } from './bench-venue.ts';
import { type Figure, round } from './figure.ts';
import type { BenchFleet } from './fleets.ts';
import { type Holder, openHolder, untilHeld } from './holder.ts';
import { load, median } from './load.ts';
import { watchCpu } from './watch-cpu.ts';

const concurrency = 16;
const perRound = 300;
const rounds = 6;

/** What one round came to: how fast, and how many processors each booking process and the whole machine used meanwhile. */
interface Round {
  readonly perSecond: number;
  readonly busy: readonly number[];
  readonly machineBusy: number;
}

/**
 * Two booking processes beside one. Two groups of clients, each at a venue of its own, hold tables straight at the
 * processes: both groups at one of them, which is another one in every round, or each at one of its own.
 */
export async function benchBookingProcesses(fleet: BenchFleet): Promise<Figure[]> {
  const { bookings, platform, metric } = fleet;
  await using opened = new AsyncDisposableStack();
  const holders = bookings.map(({ url }) => opened.use(openHolder(url, concurrency, fleet)));
  const venues: BenchVenue[] = [];
  for (const { hold } of holders) {
    const venue = await announceHall(platform);
    await untilHeld(() => hold(venue, slot(venue, 0)));
    venues.push(venue);
  }

  let next = 1;
  const runRound = async (holderOf: (group: number) => Holder | undefined): Promise<Round> => {
    const cpu = await watchCpu(() => Promise.all(bookings.map((each) => metric(each, 'process_cpu_seconds_total'))));
    const { perSecond } = await load(perRound, concurrency, async () => {
      const index = next++;
      const group = index % venues.length;
      const venue = venues[group];
      if (venue) await holderOf(group)?.hold(venue, slot(venue, index));
    });
    return { perSecond, ...(await cpu.used()) };
  };
  const alone: Round[] = [];
  const together: Round[] = [];
  for (let turn = 0; turn <= rounds; turn++) {
    const one = await runRound(() => holders[turn % holders.length]);
    const both = await runRound((group) => holders[group]);
    // The first round warms up.
    if (turn === 0) continue;
    alone.push(one);
    together.push(both);
  }
  return [figure(alone, together)];
}

function figure(alone: readonly Round[], together: readonly Round[]): Figure {
  const ratios = together.map(({ perSecond }, index) => perSecond / (alone[index]?.perSecond ?? 0));
  const spread = `${round(Math.min(...ratios))} to ${round(Math.max(...ratios))}`;
  return {
    what: `Holds per second by two booking processes, ${concurrency} at a time, each at a venue of its own`,
    measured: `${round(median(together.map(({ perSecond }) => perSecond)))}/s = ${round(median(ratios))} of one process`,
    beside:
      `one ${round(median(alone.map(({ perSecond }) => perSecond)))}/s; median of ${rounds} rounds of ${perRound} each, ` +
      `which were ${spread}; processors used: by one ${used(alone)}, by two ${used(together)}, of ${availableParallelism()}; ` +
      'where everything uses all of them, they are what is measured, not the processes',
  };
}

const used = (results: readonly Round[]): string => {
  const busy = median(results.map((each) => each.busy.reduce((sum, share) => sum + share, 0)));
  return `${round(busy)} and with everything else ${round(median(results.map(({ machineBusy }) => machineBusy)))}`;
};
