import type { ApolloServerPlugin } from '@apollo/server';
import type { Database } from './database/database.ts';
import type { GraphContext } from './graph/context.ts';
import type { Metrics } from './metrics.ts';

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
    help: 'Events that are committed and not yet in their stream',
    labels: ['subgraph'],
  });
  const forget = () => unpublished.remove({ subgraph });

  const measuring = metrics.beforeText(async () => {
    for (const [state, count] of Object.entries(database.pool())) connections.set({ subgraph, state }, count);
    await countUnpublished(database).then((count) => unpublished.set({ subgraph }, count), forget);
  });
  return {
    [Symbol.dispose]: () => {
      measuring[Symbol.dispose]();
      for (const state of Object.keys(database.pool())) connections.remove({ subgraph, state });
      forget();
    },
  };
}

async function countUnpublished(database: Database): Promise<number> {
  const [row] = await database.observe<{ count: number }>(
    'select count(*)::integer as count from outbox where sequence is null',
  );
  return row?.count ?? 0;
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
