import { expect, test } from 'vitest';
import { type Checks, health } from './health.ts';
import { type HttpOptions, openHttp } from './http/server.ts';
import { openLog } from './log.ts';

const works = async () => undefined;
const fails = async () => {
  throw new Error('password of the database');
};
const hangs = () => new Promise<never>(() => undefined);

const open = (essential: NonNullable<Checks['essential']>, options: Partial<HttpOptions> = {}) =>
  openHttp({
    port: 0,
    log: openLog({ name: 'test', level: 'silent' }),
    routes: [(app) => health(app, { essential })],
    ...options,
  });

const openWith = (checks: Checks) => open({}, { routes: [(app) => health(app, checks)] });

async function answer(url: string): Promise<readonly unknown[]> {
  const response = await fetch(url);
  return [response.status, await response.json()];
}

test('a process is ready when everything it depends on answers', async () => {
  await using server = await open({ database: works, bus: works });

  expect(await answer(`${server.url}/readyz`)).toEqual([
    200,
    { status: 'ready', checks: { database: 'ok', bus: 'ok' } },
  ]);
});

test('it says what fails, and only the log says why', async () => {
  const written: string[] = [];
  const log = openLog({ name: 'test', level: 'warn', destination: { write: (line) => void written.push(line) } });
  await using server = await open({ database: fails, bus: works }, { log });

  const asked = await answer(`${server.url}/readyz`);

  expect(asked).toEqual([503, { status: 'not ready', checks: { database: 'failed', bus: 'ok' } }]);
  expect(written.join()).toContain('password of the database');
});

test('without what is not essential it is degraded, says so, and stays ready', async () => {
  await using server = await openWith({ essential: { database: works }, others: { bus: fails, keyValue: works } });

  expect(await answer(`${server.url}/readyz`)).toEqual([
    200,
    { status: 'degraded', checks: { database: 'ok', bus: 'failed', keyValue: 'ok' } },
  ]);
});

test('what is essential decides', async () => {
  await using server = await openWith({ essential: { database: fails }, others: { bus: fails } });

  expect(await answer(`${server.url}/readyz`)).toEqual([
    503,
    { status: 'not ready', checks: { database: 'failed', bus: 'failed' } },
  ]);
});

test('what does not answer is waited for half a second, all of it at once', async () => {
  await using server = await open({ database: hangs, bus: hangs, keyValue: hangs, clock: works });
  const startedAt = performance.now();

  const asked = await answer(`${server.url}/readyz`);

  expect(asked).toEqual([
    503,
    { status: 'not ready', checks: { database: 'failed', bus: 'failed', keyValue: 'failed', clock: 'ok' } },
  ]);
  expect(performance.now() - startedAt).toBeGreaterThan(490);
  expect(performance.now() - startedAt).toBeLessThan(2_500);
});

test('the answer changes as soon as the dependency comes back', async () => {
  const checks = [fails, works];
  await using server = await open({ database: async () => checks.shift()?.() });

  const [before, after] = [await answer(`${server.url}/readyz`), await answer(`${server.url}/readyz`)];

  expect([before[0], after[0]]).toEqual([503, 200]);
});

test('a process lives whatever it depends on does', async () => {
  await using server = await open({ database: hangs, bus: fails });

  expect(await answer(`${server.url}/healthz`)).toEqual([200, { status: 'alive' }]);
});

test('a process that is about to stop lives, but is not ready', async () => {
  const server = await open({ database: works }, { lameDuckMs: 700 });

  const stopped = server[Symbol.asyncDispose]();
  const [ready, alive] = await Promise.all([answer(`${server.url}/readyz`), answer(`${server.url}/healthz`)]);

  expect(ready).toEqual([503, { status: 'draining', checks: { database: 'ok' } }]);
  expect(alive).toEqual([200, { status: 'alive' }]);
  await stopped;
});

test('probes leave no lines in the log while all is well', async () => {
  const written: string[] = [];
  const log = openLog({ name: 'test', level: 'info', destination: { write: (line) => void written.push(line) } });
  await using server = await open({ database: works }, { log });
  await answer(`${server.url}/readyz`);

  await answer(`${server.url}/elsewhere`);

  await expect.poll(() => written.join()).toContain('/elsewhere');
  expect(written.join()).not.toContain('/readyz');
});
