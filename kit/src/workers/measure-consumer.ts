import type { Bus, ConsumerObserver } from '../bus/bus.ts';
import type { Metrics } from '../metrics.ts';

/** Which consumer of which stream. */
interface Measured {
  readonly stream: string;
  readonly durable: string;
}

/** Watches one consumer, until disposed. */
export interface MeasuredConsumer extends ConsumerObserver, Disposable {}

/** Counts what comes of its attempts, and measures how far it is behind: in time at each event, in events when asked. */
export function measureConsumer({ stream, durable }: Measured, bus: Bus, metrics: Metrics): MeasuredConsumer {
  const labels = { stream, durable };
  const events = metrics.counter({
    name: 'constellation_consumer_events_total',
    help: 'Attempts at events, by what came of them: done, failed and to be tried again, or dead',
    labels: ['stream', 'durable', 'outcome'],
  });
  const delay = metrics.histogram({
    name: 'constellation_consumer_delay_seconds',
    help: 'From when an event happened to when a consumer was done with it',
    labels: ['stream', 'durable'],
  });
  const lag = metrics.gauge({
    name: 'constellation_consumer_lag_events',
    help: 'Events of its stream that a consumer has still before it, told by the process that works for it',
    labels: ['stream', 'durable'],
  });
  // What is not there yet cannot be seen to grow.
  for (const outcome of ['done', 'failed', 'dead'] as const) events.inc({ ...labels, outcome }, 0);
  let place: number | undefined;
  const forget = () => lag.remove(labels);
  const measuring = metrics.beforeText(async () => {
    if (place === undefined) return forget();
    const reached = place;
    await bus.newest(stream).then((newest) => lag.set(labels, Math.max(0, newest - reached)), forget);
  });

  return {
    attempted: ({ event }, outcome) => {
      events.inc({ ...labels, outcome });
      if (outcome === 'done') delay.observe(labels, secondsSince(event.time));
    },
    reached: (sequence) => {
      place = sequence;
    },
    [Symbol.dispose]: () => {
      measuring[Symbol.dispose]();
      forget();
    },
  };
}

/** Counts what a consumer of batches says that came of their messages. */
export function countResults({ stream, durable }: Measured, metrics: Metrics) {
  const results = metrics.counter({
    name: 'constellation_consumer_results_total',
    help: 'What came of what was in messages, as far as their consumer tells',
    labels: ['stream', 'durable', 'result'],
  });
  return (told: Readonly<Record<string, number>>): void => {
    for (const [result, count] of Object.entries(told)) results.inc({ stream, durable, result }, count);
  };
}

const secondsSince = (time: string): number => Math.max(0, (Date.now() - Date.parse(time)) / 1_000);
