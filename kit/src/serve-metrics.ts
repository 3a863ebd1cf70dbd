import type { ApolloServerPlugin } from '@apollo/server';
import type { QueryResultRow } from 'pg';
import type { Database } from './database/database.ts';
import type { GraphContext } from './graph/context.ts';
import type { Metrics } from './metrics.ts';
import { partitionCount } from './outbox/append.ts';
import type { Relay } from './outbox/relay.ts';

/** Measures a subgraph's connections and what its outbox holds back, whenever somebody asks for the metrics. */
export function measureDatabase(database: Database, metrics: Metrics): Disposable {
  const subgraph = database.name;
  const connections = metrics.gauge({
    name: 'constellation_database_connections',
    help: 'Connections of the pool: open, of these idle, and asked for in vain so far',
    labels: ['subgraph', 'state'],
  });
  const unpublished = metrics.gauge({
    name: 'constellation_outbox_unpublished',
    help: `Events that are committed and not yet in their stream, counted up to ${mostCounted}`,
    labels: ['subgraph'],
  });
  const oldest = metrics.gauge({
    name: 'constellation_outbox_oldest_seconds',
    help: 'Age of the oldest event that is committed and not yet in its stream; 0 when there is none',
    labels: ['subgraph'],
  });
  const tell = (waiting: Waiting) => {
    unpublished.set({ subgraph }, waiting.count);
    oldest.set({ subgraph }, waiting.seconds);
  };
  const forget = () => {
    unpublished.remove({ subgraph });
    oldest.remove({ subgraph });
  };

  const measuring = metrics.beforeText(async () => {
    for (const [state, count] of Object.entries(database.pool())) connections.set({ subgraph, state }, count);
    await measureOutbox(database).then(tell, forget);
  });
  return {
    [Symbol.dispose]: () => {
      measuring[Symbol.dispose]();
      for (const state of Object.keys(database.pool())) connections.remove({ subgraph, state });
      forget();
    },
  };
}

/** 200 000 rows can take longer than the second that an observer has, and who asks whether we are ready waits behind it. */
const mostCounted = 10_000;

/** What the outbox holds back, and since when. */
interface Waiting {
  readonly count: number;
  readonly seconds: number;
}

/** Reads no more than it counts: each partition is published in order, so that its first row has waited the longest. */
const outboxMeasure = `
  select coalesce(extract(epoch from clock_instant() - min(appended_at)), 0)::float8 as seconds, (
      select count(*)::integer from (
        select from outbox where sequence is null order by partition, position limit ${mostCounted}
      ) as unpublished
    ) as count
    from generate_series(0, ${partitionCount - 1}) as owned, lateral (
      select appended_at from outbox where sequence is null and partition = owned order by position limit 1
    ) as first`;

async function measureOutbox(database: Database): Promise<Waiting> {
  const [waiting] = await database.observe<Waiting & QueryResultRow>(outboxMeasure);
  return waiting ?? { count: 0, seconds: 0 };
}

/** Shows how much of the outbox this process publishes, until disposed. */
export function measureRelay(subgraph: string, relay: Relay, metrics: Metrics): Disposable {
  const owned = metrics.gauge({
    name: 'constellation_relay_owned_partitions',
    help: `Parts of the outbox that this process publishes; together its processes have ${partitionCount}`,
    labels: ['subgraph'],
  });
  const measuring = metrics.beforeText(async () => owned.set({ subgraph }, relay.owned()));
  return {
    [Symbol.dispose]: () => {
      measuring[Symbol.dispose]();
      owned.remove({ subgraph });
    },
  };
}

/** Times every operation of a subgraph, however it arrives. */
export function operationTimer(subgraph: string, metrics: Metrics): ApolloServerPlugin<GraphContext> {
  const seconds = metrics.histogram({
    name: 'constellation_operation_seconds',
    help: 'How long operations take, and whether their answer has GraphQL errors',
    labels: ['subgraph', 'outcome'],
  });
  return {
    requestDidStart: async () => {
      const stopwatch = seconds.startTimer({ subgraph });
      return {
        willSendResponse: async ({ response: { body } }) => {
          const failed = body.kind === 'single' && body.singleResult.errors !== undefined;
          stopwatch({ outcome: failed ? 'error' : 'ok' });
        },
      };
    },
  };
}
