import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import type { Routes } from './app.ts';
import { openHttp } from './server.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

const routes: Routes = (app) => {
  app.get('/trace', async ({ id, headers }) => ({ id, traceparent: headers['traceparent'] }));
};

function lines() {
  const written: string[] = [];
  return { written, destination: { write: (line: string) => void written.push(line) } };
}

test('the trace of the caller is logged, returned and handed on', async () => {
  const { written, destination } = lines();
  const log = openLog({ name: 'test', level: 'info', destination });
  await using server = await openHttp({ port: 0, log, routes: [routes] });
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };

  const response = await fetch(`${server.url}/trace?guest=Ada`, { headers });

  expect(response.headers.get('trace-id')).toBe(traceId);
  expect(await response.json()).toEqual({
    id: traceId,
    traceparent: expect.stringMatching(`^00-${traceId}-[0-9a-f]{16}-01$`),
  });
  await expect.poll(() => written.join()).toContain('answered');
  expect(written.map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ traceId, method: 'GET', path: '/trace', status: 200, ms: expect.any(Number) }),
  );
  expect(written.join()).not.toContain('Ada');
});

test.each(['', 'nonsense'])('a request with the trace "%s" begins one', async (traceparent) => {
  const log = openLog({ name: 'test', level: 'silent' });
  await using server = await openHttp({ port: 0, log, routes: [routes] });

  const response = await fetch(`${server.url}/trace`, { headers: { traceparent } });

  const id = response.headers.get('trace-id');
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(await response.json()).toEqual({ id, traceparent: expect.stringContaining(`-${id}-`) });
});
