import { setTimeout as delay } from 'node:timers/promises';
import {
  append,
  defineSubgraph,
  type GraphContext,
  newId,
  type Platform,
  type RunningSubgraph,
  type Scope,
  serve,
} from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { bookingHeld } from '@constellation/schema';
import { type Figure, round } from './figure.ts';
import { quantile } from './load.ts';

const flood = 10_000;
const perTransaction = 10;
const steadySeconds = 5;

/** From the commit of what was appended to the outbox, through relay and bus, to a durable consumer's handler. */
export async function benchDelivery(kind: string, platform: Platform): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  const appended = new Map<string, number>();
  const subgraph = opened.use(await serve(producer(appended), platform));
  const delaysMs: number[] = [];
  const { promise: warm, resolve: isWarm } = Promise.withResolvers<void>();
  opened.use(
    platform.bus.consume(bookingHeld.stream, {
      durable: 'bench',
      handle: async ({ event }) => {
        delaysMs.push(performance.now() - (appended.get(event.subject) ?? 0));
        isWarm();
      },
    }),
  );
  await appendSome(subgraph);
  await warm;

  const perSecond = await floodThrough(subgraph, delaysMs);
  const p95Ms = await steadily(subgraph, delaysMs, perSecond / 2);
  const what = `Outbox to consumer, ${kind} bus`;
  const rate = {
    what: `${what}, rate`,
    measured: `${round(perSecond)} events/s`,
    beside: `${flood} events as fast as they go`,
  };
  const lag = { what: `${what}, p95`, measured: `${round(p95Ms)} ms`, beside: `at ${round(perSecond / 2)} events/s` };
  return [
    { ...rate, promise: 'at least 2000 events/s', kept: perSecond >= 2_000 },
    { ...lag, promise: 'at most 100 ms', kept: p95Ms <= 100 },
  ];
}

/** A subgraph whose only mutation appends an event for each of its ids, in one transaction, and notes when. */
const producer = (appended: Map<string, number>) =>
  defineSubgraph({
    name: 'bench_delivery',
    typeDefs: 'type Query { nothing: String } type Mutation { append(ids: [ID!]!): Boolean }',
    entities: [],
    migrations: [],
    resolvers: {
      Mutation: {
        append: (_: unknown, { ids }: { ids: string[] }, { scope }: GraphContext) => appendAll(scope, ids, appended),
      },
    },
    loaders: () => undefined,
    workers: [],
  });

/** Notes the moment right before the commit, so that the commit counts. */
const appendAll = ({ em, clock }: Scope, ids: readonly string[], appended: Map<string, number>): Promise<boolean> =>
  em.transactional(async (tx) => {
    for (const id of ids) await append(tx, bookingHeld, { aggregate: id, version: 1, at: clock.now(), data: held(id) });
    for (const id of ids) appended.set(id, performance.now());
    return true;
  });

/** Appends until all is committed, and waits until all has come through. */
async function floodThrough(subgraph: RunningSubgraph, delaysMs: number[]): Promise<number> {
  delaysMs.length = 0;
  const began = performance.now();
  let left = flood / perTransaction;
  const client = async () => {
    while (left-- > 0) await appendSome(subgraph);
  };
  await Promise.all(Array.from({ length: 8 }, client));
  await untilThrough(delaysMs, flood);
  return (flood / (performance.now() - began)) * 1_000;
}

/** Appends at an even rate for some seconds; the 95th percentile of the way to the handler. */
async function steadily(subgraph: RunningSubgraph, delaysMs: number[], perSecond: number) {
  delaysMs.length = 0;
  const count = Math.round((perSecond * steadySeconds) / perTransaction);
  const began = performance.now();
  const appends: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    const due = began + (index * perTransaction * 1_000) / perSecond;
    await delay(Math.max(0, due - performance.now()));
    appends.push(appendSome(subgraph));
  }
  await Promise.all(appends);
  await untilThrough(delaysMs, count * perTransaction);
  return quantile(delaysMs, 0.95);
}

const patienceMs = 60_000;

/** An event that is lost fails the run. */
async function untilThrough(delaysMs: readonly number[], count: number): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  while (delaysMs.length < count) {
    if (deadline.aborted) throw new Error(`${count - delaysMs.length} of ${count} events did not come through`);
    await delay(1);
  }
}

async function appendSome(subgraph: RunningSubgraph): Promise<void> {
  const ids = Array.from({ length: perTransaction }, newId);
  const query = 'mutation ($ids: [ID!]!) { append(ids: $ids) }';
  await subgraph.execute({ query, variables: { ids } }, { principal: administrator });
}

const held = (bookingId: string) => ({
  ...{
    bookingId,
    venueId: bookingId,
    partnerId: null,
    customerId: null,
    change: 'STATUS' as const,
    from: null,
    to: 'HELD' as const,
  },
  ...{ reason: null, startsAt: '2030-01-01T18:00:00Z', endsAt: '2030-01-01T20:00:00Z', tableIds: [bookingId] },
  ...{ partySize: 2, attention: [], holdExpiresAt: '2029-12-31T18:00:00Z' },
});
