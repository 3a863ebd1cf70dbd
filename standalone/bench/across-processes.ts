import { setTimeout as delay } from 'node:timers/promises';
import { announceHall, type BenchVenue, slot } from './bench-venue.ts';
import { type Figure, round } from './figure.ts';
import type { BenchFleet } from './fleets.ts';
import { type Holder, openHolder, untilHeld } from './holder.ts';
import { type Heard, listen } from './listener.ts';
import { atRate, load, quantile } from './load.ts';

const flood = 1_200;
const concurrency = 16;
const steadySeconds = 10;
const patienceMs = 60_000;

/** A booking process, and the venue at which only it holds tables. */
interface Site {
  readonly holder: Holder;
  readonly venue: BenchVenue;
}

/**
 * From the commit of a booking's change to a subscriber's socket. Both booking processes hold tables, but only the first
 * owns the outbox: what the other commits goes out when it rings there over Redis. Each change is dated by the database,
 * when it has the locks that it needs, a few statements before the commit; no moment outside the transaction is so early.
 */
export async function benchAcrossProcesses(fleet: BenchFleet): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  await onePublishes(fleet);
  const heard: Heard[] = [];
  const venues = [await announceHall(fleet.platform), await announceHall(fleet.platform)];
  for (const { url } of fleet.gateways)
    for (const { venueId } of venues)
      opened.use(listen({ url, authorization: fleet.authorization, venueId }, (change) => heard.push(change)));
  const sites = fleet.bookings.flatMap(({ url }, place): Site[] => {
    const venue = venues[place];
    return venue ? [{ holder: opened.use(openHolder(url, concurrency, fleet)), venue }] : [];
  });
  for (const { holder, venue } of sites) await untilHeard(holder, venue, heard, fleet.gateways.length);

  let next = 1_000;
  const holdNext = async () => {
    const index = next++;
    const site = sites[index % sites.length];
    if (site) await site.holder.hold(site.venue, slot(site.venue, index));
  };
  heard.length = 0;
  const began = performance.now();
  await load(flood, concurrency, holdNext);
  await untilAll(heard, flood * fleet.gateways.length);
  const perSecond = (flood / (performance.now() - began)) * 1_000;

  heard.length = 0;
  const first = next;
  await atRate(perSecond / 2, steadySeconds, holdNext);
  await untilAll(heard, (next - first) * fleet.gateways.length);
  return figures(perSecond, heard, venues);
}

function figures(perSecond: number, heard: readonly Heard[], venues: readonly BenchVenue[]): Figure[] {
  const p95Ms = quantile(delaysMs(heard), 0.95);
  const [here = '', there = ''] = venues.map(({ venueId }) => {
    const own = delaysMs(heard.filter((each) => each.venueId === venueId));
    return `${round(quantile(own, 0.5))} and ${round(quantile(own, 0.95))} ms`;
  });
  const what = 'Commit to subscribers across processes';
  return [
    {
      what: `${what}, rate`,
      measured: `${round(perSecond)} changes/s`,
      beside: `${flood} holds at two booking processes as fast as they go, each heard at two gateways`,
    },
    {
      what: `${what}, p95`,
      measured: `${round(p95Ms)} ms`,
      beside:
        `at ${round(perSecond / 2)} changes/s; median and p95 of those committed by the process that publishes ${here}, ` +
        `by the other ${there}`,
      promise: 'at most 150 ms',
      kept: p95Ms <= 150,
    },
  ];
}

const delaysMs = (heard: readonly Heard[]): number[] => heard.map((each) => each.delayMs);

/** Starts the second process anew, so that the first owns all of the outbox. */
async function onePublishes({ bookings, metric }: BenchFleet): Promise<void> {
  const [first, second] = bookings;
  if (!first || !second) throw new Error('Two booking processes are needed');
  second.kill('SIGTERM');
  await second.ended();
  await second.ready();
  const owned = () => Promise.all([first, second].map((each) => metric(each, 'constellation_relay_owned_partitions')));
  const deadline = AbortSignal.timeout(patienceMs);
  for (let [mine = 0, others] = await owned(); mine === 0 || others !== 0; [mine = 0, others] = await owned()) {
    if (deadline.aborted) throw new Error(`Both processes publish: ${mine} parts and ${others}`);
    await delay(100);
  }
}

/** A subscription begins a moment after it was asked for. */
async function untilHeard(
  holder: Holder,
  venue: BenchVenue,
  heard: readonly Heard[],
  listeners: number,
): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  await untilHeld(() => holder.hold(venue, slot(venue, 0)));
  for (let index = 1; ; index++) {
    await holder.hold(venue, slot(venue, index));
    await delay(200);
    const now = heard.filter(({ venueId }) => venueId === venue.venueId);
    if (new Set(now.map(({ url }) => url)).size === listeners) return;
    if (deadline.aborted) throw new Error('A subscriber hears nothing');
  }
}

/** A change that nobody hears of fails the run. */
async function untilAll(heard: readonly Heard[], count: number): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  while (heard.length < count) {
    if (deadline.aborted) throw new Error(`${count - heard.length} of ${count} changes were not heard`);
    await delay(1);
  }
}
