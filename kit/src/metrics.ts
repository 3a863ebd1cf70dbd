import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Counter, Gauge, Histogram, type Metric, Registry } from 'prom-client';
import { portInUse } from './port-in-use.ts';

/** What a metric is called and measured by. */
export interface MetricDefinition<Label extends string = string> {
  /** Snake case, with the unit last: `outbox_delay_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
}

/** A metric that sorts what it observes into buckets. */
export interface HistogramDefinition<Label extends string = string> extends MetricDefinition<Label> {
  /** Upper bounds, in the metric's unit; those for seconds when left out. */
  readonly buckets?: readonly number[];
}

/** For what takes from a millisecond to ten seconds: a hold is done in two, and what takes longer than ten is given up. */
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** A process's metrics. Asking for a name twice gives the same metric; as another kind it throws. */
export interface Metrics {
  counter<Label extends string>(definition: MetricDefinition<Label>): Counter<Label>;
  gauge<Label extends string>(definition: MetricDefinition<Label>): Gauge<Label>;
  histogram<Label extends string>(definition: HistogramDefinition<Label>): Histogram<Label>;
  /** Calls back before the metrics are told, for levels that are measured only then, until disposed. */
  beforeText(measure: () => Promise<void>): Disposable;
  /** All of them in Prometheus' text format. */
  text(): Promise<string>;
}

/** Opens a registry that already measures the process: CPU, memory, garbage collection, event-loop lag. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const measures = new Set<() => Promise<void>>();
  function existing<Kind extends Metric>(name: string, kind: new (...definition: never[]) => Kind): Kind | undefined {
    const metric = registry.getSingleMetric(name);
    if (metric === undefined || metric instanceof kind) return metric;
    throw new TypeError(`The metric ${name} is no ${kind.name}`);
  }
  return {
    counter: <Label extends string>({ name, help, labels: labelNames = [] }: MetricDefinition<Label>) =>
      existing(name, Counter<Label>) ?? new Counter<Label>({ name, help, labelNames, registers }),
    gauge: <Label extends string>({ name, help, labels: labelNames = [] }: MetricDefinition<Label>) =>
      existing(name, Gauge<Label>) ?? new Gauge<Label>({ name, help, labelNames, registers }),
    histogram: <Label extends string>({
      name,
      help,
      labels = [],
      buckets = secondsBuckets,
    }: HistogramDefinition<Label>) =>
      existing(name, Histogram<Label>) ??
      new Histogram<Label>({ name, help, labelNames: labels, registers, buckets: [...buckets] }),
    beforeText: (measure) => {
      measures.add(measure);
      return { [Symbol.dispose]: () => void measures.delete(measure) };
    },
    text: async () => {
      await Promise.all([...measures].map((measure) => measure()));
      return registry.metrics();
    },
  };
}

/** Where the metrics are served until it is disposed. */
export interface MetricsServer extends AsyncDisposable {
  readonly port: number;
}

/**
 * Serves `GET /metrics` and nothing else, on a port that need not be public (0 takes a free one), to this machine only
 * unless told otherwise.
 */
export async function serveMetrics(metrics: Metrics, port: number, host = '127.0.0.1'): Promise<MetricsServer> {
  const server = createServer((request, response) => void answer(metrics, request, response));
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw portInUse(error, { host, port, variable: 'CONSTELLATION_METRICS_PORT' });
  });
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function answer(metrics: Metrics, { method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
  if (method !== 'GET' || url !== '/metrics') {
    response.writeHead(404).end();
    return;
  }
  try {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text);
  } catch {
    response.writeHead(500).end();
  }
}
