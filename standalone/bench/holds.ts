import { setTimeout as delay } from 'node:timers/promises';
import { bookingSubgraph } from '@constellation/booking';
import { type Platform, type RunningSubgraph, serve } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { z } from 'zod';
import { announceHall, type BenchVenue, slot } from './bench-venue.ts';
import { claimBySql, recordHold, type RecordedHold } from './claim-by-sql.ts';
import { type Figure, round } from './figure.ts';
import { load, type LoadResult, median } from './load.ts';
import { plainPool } from './plain-pool.ts';

const concurrency = 16;
const perRound = 1_000;
const rounds = 7;
const recordings = 16;
const patienceMs = 30_000;

/**
 * Holds through the booking subgraph's graph beside plain SQL that makes the same claims, statement by statement: the
 * same locks, look at rivals, rows and events, without graph, rules and entity manager. Rounds alternate.
 */
export async function benchHolds(platform: Platform): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  const booking = opened.use(await serve(bookingSubgraph, platform));
  const pool = opened.use(await plainPool(platform, concurrency));
  const venue = await announceHall(platform);
  await untilKnown(booking, venue);
  const recorded = await recordSome(booking, venue);

  const ours: LoadResult[] = [];
  const plain: LoadResult[] = [];
  for (let turn = 1; turn <= rounds; turn++) {
    const offset = turn * 2 * perRound;
    ours.push(await load(perRound, concurrency, async (index) => void (await hold(booking, venue, offset + index))));
    plain.push(
      await load(perRound, concurrency, (index) =>
        claimBySql(pool, recorded[index % recordings], slot(venue, offset + perRound + index)),
      ),
    );
  }
  const [perSecond, plainPerSecond] = [ours, plain].map((results) => median(results.map((result) => result.perSecond)));
  const ratio = (perSecond ?? 0) / (plainPerSecond ?? 1);
  return [
    {
      what: `Holds per second through the booking subgraph, ${concurrency} at a time`,
      measured: `${round(perSecond ?? 0)}/s = ${round(ratio)} of plain SQL`,
      beside: `plain SQL ${round(plainPerSecond ?? 0)}/s; median of ${rounds} rounds of ${perRound} each`,
      promise: 'at least 0.5',
      kept: ratio >= 0.5,
    },
  ];
}

/** Several, as each of them keeps to one part of the outbox. */
async function recordSome(booking: RunningSubgraph, venue: BenchVenue): Promise<RecordedHold[]> {
  const known = [venue.venueId, administrator.id];
  const recorded: RecordedHold[] = [];
  for (let index = 1; index <= recordings; index++)
    recorded.push(await recordHold(slot(venue, index), known, () => hold(booking, venue, index)));
  return recorded;
}

const operation = `mutation ($input: HoldTableInput!) {
  holdTable(input: $input) { booking { id reference status holdExpiresAt } errors { code } }
}`;

const held = z.object({
  holdTable: z.object({ booking: z.object({ status: z.literal('HELD'), reference: z.string() }) }),
});

/** Returns the reference. */
async function hold(booking: RunningSubgraph, venue: BenchVenue, index: number): Promise<string> {
  const { tableId, start } = slot(venue, index);
  const guest = { name: 'Ada' };
  const input = {
    venueId: venue.venueId,
    tableIds: [tableId],
    partySize: 2,
    startsAt: String(start),
    duration: 'PT1H',
    guest,
  };
  const answer = await booking.execute({ query: operation, variables: { input } }, { principal: administrator });
  const { data, error } = held.safeParse(answer.data);
  if (error) throw new Error(`Not held: ${JSON.stringify(answer)}`);
  return data.holdTable.booking.reference;
}

/** The subgraph hears of the venue a moment after it was announced. */
async function untilKnown(booking: RunningSubgraph, venue: BenchVenue): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  while (!(await isHeld(booking, venue))) {
    if (deadline.aborted) throw new Error('The subgraph does not hear of the venue');
    await delay(20);
  }
}

const isHeld = (booking: RunningSubgraph, venue: BenchVenue): Promise<boolean> =>
  hold(booking, venue, 0).then(
    () => true,
    () => false,
  );
