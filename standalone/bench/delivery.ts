import { setTimeout as delay } from 'node:timers/promises';
import {
  append,
  defineSubgraph,
  developmentPrincipal,
  type GraphContext,
  newId,
  type Platform,
  type RunningSubgraph,
  type Scope,
  serve,
} from '@constellation/kit';
import { bookingHeld } from '@constellation/schema';
import { type Figure, round } from './figure.ts';
import { quantile } from './load.ts';

const flood = 10_000;
const perTransaction = 10;
const steadySeconds = 5;

/** From the commit that appends to the outbox, through relay and bus, to a durable consumer's handler. */
export async function benchDelivery(kind: string, platform: Platform): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  const subgraph = opened.use(await serve(producer, platform));
  const committed = new Map<string, number>();
  const delaysMs: number[] = [];
  const { promise: warm, resolve: isWarm } = Promise.withResolvers<void>();
  opened.use(
    platform.bus.consume(bookingHeld.stream, {
      durable: 'bench',
      handle: async ({ event }) => {
        delaysMs.push(performance.now() - (committed.get(event.subject) ?? performance.now()));
        isWarm();
      },
    }),
  );
  await appendSome(subgraph, committed);
  await warm;

  const perSecond = await floodThrough(subgraph, committed, delaysMs);
  const p95Ms = await steadily(subgraph, committed, delaysMs, perSecond / 2);
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

/** A subgraph whose only mutation appends an event for each of its ids, in one transaction. */
const producer = defineSubgraph({
  name: 'bench_delivery',
  typeDefs: 'type Query { nothing: String } type Mutation { append(ids: [ID!]!): Boolean }',
  entities: [],
  migrations: [],
  resolvers: {
    Mutation: { append: (_: unknown, { ids }: { ids: string[] }, { scope }: GraphContext) => appendAll(scope, ids) },
  },
  loaders: () => undefined,
  workers: [],
});

const appendAll = ({ em, clock }: Scope, ids: readonly string[]): Promise<boolean> =>
  em.transactional(async (tx) => {
    for (const id of ids) await append(tx, bookingHeld, { aggregate: id, version: 1, at: clock.now(), data: held(id) });
    return true;
  });

/** Appends until all is committed, and waits until all has come through. */
async function floodThrough(
  subgraph: RunningSubgraph,
  committed: Map<string, number>,
  delaysMs: number[],
): Promise<number> {
  delaysMs.length = 0;
  const began = performance.now();
  let left = flood / perTransaction;
  const client = async () => {
    while (left-- > 0) await appendSome(subgraph, committed);
  };
  await Promise.all(Array.from({ length: 8 }, client));
  while (delaysMs.length < flood) await delay(1);
  return (flood / (performance.now() - began)) * 1_000;
}

/** Appends at an even rate for some seconds; the 95th percentile of the way to the handler. */
async function steadily(
  subgraph: RunningSubgraph,
  committed: Map<string, number>,
  delaysMs: number[],
  perSecond: number,
) {
  delaysMs.length = 0;
  const count = Math.round((perSecond * steadySeconds) / perTransaction);
  const began = performance.now();
  const appends: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    const due = began + (index * perTransaction * 1_000) / perSecond;
    await delay(Math.max(0, due - performance.now()));
    appends.push(appendSome(subgraph, committed));
  }
  await Promise.all(appends);
  while (delaysMs.length < count * perTransaction) await delay(1);
  return quantile(delaysMs, 0.95);
}

async function appendSome(subgraph: RunningSubgraph, committed: Map<string, number>): Promise<void> {
  const ids = Array.from({ length: perTransaction }, newId);
  const query = 'mutation ($ids: [ID!]!) { append(ids: $ids) }';
  await subgraph.execute({ query, variables: { ids } }, { principal: developmentPrincipal });
  for (const id of ids) committed.set(id, performance.now());
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
  ...{ partySize: 2, holdExpiresAt: '2029-12-31T18:00:00Z' },
});
