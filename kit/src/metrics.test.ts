import { expect, test } from 'vitest';
import { openMetrics, serveMetrics } from './metrics.ts';
import { StartFailure } from './start-failure.ts';

test('asking twice for a name gives the same metric', async () => {
  const metrics = openMetrics();

  metrics.counter({ name: 'holds_total', help: 'Holds taken', labels: ['venue'] }).inc({ venue: 'a' });
  metrics.counter({ name: 'holds_total', help: 'Holds taken', labels: ['venue'] }).inc({ venue: 'a' }, 2);

  expect(await metrics.text()).toContain('holds_total{venue="a"} 3');
});

test('a name cannot be two kinds of metric', () => {
  const metrics = openMetrics();
  metrics.counter({ name: 'depth', help: 'A count' });

  const attempt = () => metrics.gauge({ name: 'depth', help: 'A level' });

  expect(attempt).toThrow('The metric depth is no Gauge');
});

test('two registries know nothing of each other', async () => {
  const [one, other] = [openMetrics(), openMetrics()];

  one.gauge({ name: 'depth', help: 'A level' }).set(1);

  expect(await other.text()).not.toContain('depth');
});

test('a histogram counts into the buckets it was given', async () => {
  const metrics = openMetrics();

  metrics.histogram({ name: 'delay_seconds', help: 'Delay', buckets: [0.1, 1] }).observe(0.5);

  const text = await metrics.text();
  expect(text).toContain('delay_seconds_bucket{le="0.1"} 0');
  expect(text).toContain('delay_seconds_bucket{le="1"} 1');
});

test('a histogram that is given no buckets tells a millisecond from two and knows nothing beyond ten seconds', async () => {
  const metrics = openMetrics();
  const taken = metrics.histogram({ name: 'taken_seconds', help: 'Time' });

  for (const seconds of [0.0009, 0.002, 11]) taken.observe(seconds);

  const text = await metrics.text();
  expect(text).toContain('taken_seconds_bucket{le="0.001"} 1\ntaken_seconds_bucket{le="0.0025"} 2\n');
  expect(text).toContain('taken_seconds_bucket{le="10"} 2\ntaken_seconds_bucket{le="+Inf"} 3\n');
});

test.for([
  'nodejs_eventloop_lag_p50_seconds',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_eventloop_lag_max_seconds',
  'nodejs_heap_size_used_bytes',
  'nodejs_external_memory_bytes',
  'process_resident_memory_bytes',
  'process_cpu_seconds_total',
])('the process itself is measured: %s', async (name) => {
  const metrics = openMetrics();

  expect(await metrics.text()).toMatch(new RegExp(`^${name} \\d`, 'm'));
});

test('metrics are served at /metrics alone, until the server is disposed', async () => {
  const metrics = openMetrics();
  metrics.counter({ name: 'holds_total', help: 'Holds taken' }).inc();
  const server = await serveMetrics(metrics, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${server.port}`;

  const [found, elsewhere, posted] = await Promise.all([
    fetch(`${url}/metrics`),
    fetch(`${url}/`),
    fetch(`${url}/metrics`, { method: 'POST' }),
  ]);

  expect([found.status, elsewhere.status, posted.status]).toEqual([200, 404, 404]);
  expect(found.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  expect(await found.text()).toContain('holds_total 1');
  await server[Symbol.asyncDispose]();
  await expect(fetch(`${url}/metrics`)).rejects.toThrow('fetch failed');
});

test('where another program has the port, whoever starts the process is told which variable says another', async () => {
  await using other = await serveMetrics(openMetrics(), 0);

  const attempt = serveMetrics(openMetrics(), other.port);

  const message = `The port ${other.port} of 127.0.0.1 is in use by another program; choose another with CONSTELLATION_METRICS_PORT`;
  await expect(attempt).rejects.toEqual(new StartFailure(message));
});
