import type { Bus } from '../bus/bus.ts';
import { isDatabaseAway } from '../database/away.ts';
import type { Metrics } from '../metrics.ts';
import { openScope, type ScopeSource } from '../scope.ts';
import { traceFrom } from '../trace.ts';
import { startBroadcast } from './broadcast.ts';
import { startLoop } from './loop.ts';
import { countResults, measureConsumer } from './measure-consumer.ts';
import type { Session } from './session.ts';
import type { BatchConsumer, Consumer, Timer, Worker } from './worker.ts';

export interface WorkersOptions {
  readonly source: ScopeSource;
  readonly session: Session;
  readonly bus: Bus;
  readonly metrics: Metrics;
}

/** Starts a subgraph's workers; disposing waits for the work in hand. */
export const startWorkers = (workers: readonly Worker[], options: WorkersOptions): AsyncDisposable[] =>
  workers.map((worker) => {
    if (worker.kind === 'timer') return startTimer(worker, options);
    if (worker.kind === 'broadcast') return startBroadcast(worker, options);
    return worker.kind === 'consumer' ? startConsumer(worker, options) : startBatchConsumer(worker, options);
  });

/** The process that wins the timer's lock leads until its session ends; the others ask again at every tick. */
const startTimer = ({ name, everyMs, run }: Timer, { source, session, metrics }: WorkersOptions) =>
  startLoop({
    name,
    everyMs,
    log: source.log,
    run: async () => {
      const { outcomes } = await session.lock([`timer-${name}`]);
      return !outcomes.includes('taken') && run(openScope(source, traceFrom()), metrics);
    },
  });

function startConsumer(consumer: Consumer, { source, bus, metrics }: WorkersOptions): AsyncDisposable {
  const { durable, stream, types, handle } = consumer;
  const started = new AsyncDisposableStack();
  const observer = started.use(measureConsumer(consumer, bus, metrics));
  started.use(
    bus.consume(stream, {
      durable,
      observer,
      handle: async ({ event }, signal) => {
        if (types.includes(event.type)) await handle(openScope(source, traceFrom(event.traceparent)), event, signal);
      },
    }),
  );
  return started;
}

function startBatchConsumer(consumer: BatchConsumer, { source, bus, metrics }: WorkersOptions): AsyncDisposable {
  const { durable, stream, most, weigh, handleAll } = consumer;
  const started = new AsyncDisposableStack();
  const observer = started.use(measureConsumer(consumer, bus, metrics));
  const count = countResults(consumer, metrics);
  started.use(
    bus.consumeBatches(stream, {
      durable,
      observer,
      most,
      weigh: ({ event }) => weigh(event),
      forgets: true,
      isOutage: isDatabaseAway,
      handleAll: async (batch, signal) => count(await handleAll(openScope(source, traceFrom()), batch, signal)),
    }),
  );
  return started;
}
