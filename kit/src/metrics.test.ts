import { expect, test } from 'vitest';
import { openMetrics, serveMetrics } from './metrics.ts';

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

test('the process itself is measured', async () => {
  const metrics = openMetrics();

  const text = await metrics.text();

  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(text).toContain('process_resident_memory_bytes');
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
