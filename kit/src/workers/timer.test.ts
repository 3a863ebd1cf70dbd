import { expect, inject, test } from 'vitest';
import { cutConnections } from '../database/connections-for-tests.ts';
import { firstRow, sql } from '../database/query.ts';
import type { Scope } from '../scope.ts';
import { testPlatform } from '../testing/test-platform.ts';
import { startProcess } from './process-for-tests.ts';
import { timer } from './worker.ts';

const empty = { name: 'timers', entities: [], migrations: [] };
const openPlatform = () => testPlatform('embedded', inject('postgresUrl'));

test('of two processes one runs the timer', async () => {
  await using platform = await openPlatform();
  await using database = await platform.database.open(empty);
  const ticks: string[] = [];
  const tick = (who: string) => timer({ name: 'tick', everyMs: 2, run: async () => void ticks.push(who) });

  await using _one = startProcess('one', platform, database, [tick('one')]);
  await using _other = startProcess('other', platform, database, [tick('other')]);

  await expect.poll(() => ticks.length).toBeGreaterThan(30);
  expect(new Set(ticks).size).toBe(1);
});

test('when the connection of the process that leads is cut, another takes over', async () => {
  await using platform = await openPlatform();
  await using database = await platform.database.open(empty);
  const gate = Promise.withResolvers<void>();
  const ticks: string[] = [];
  const led = timer({
    name: 'tick',
    everyMs: 2,
    run: async () => {
      ticks.push('leader');
      await gate.promise;
    },
  });
  const follow = timer({ name: 'tick', everyMs: 2, run: async () => void ticks.push('follower') });
  await using _leader = startProcess('leader', platform, database, [led]);
  using _opened = { [Symbol.dispose]: gate.resolve };
  await expect.poll(() => ticks).toEqual(['leader']);
  await using _follower = startProcess('follower', platform, database, [follow]);

  expect(await cutConnections(database.connection, 'leader')).toBe(1);

  await expect.poll(() => ticks.length).toBeGreaterThan(10);
  gate.resolve();
  const soFar = ticks.length;
  await expect.poll(() => ticks.length).toBeGreaterThan(soFar + 10);
  expect(ticks.slice(1)).not.toContain('leader');
});

test('a tick that fails is logged with its timer and repeated by the same process', async () => {
  await using platform = await openPlatform();
  await using database = await platform.database.open(empty);
  let ticks = 0;
  const run = async () => {
    ticks += 1;
    if (ticks <= 2) throw new Error('on purpose');
  };

  await using process = startProcess('one', platform, database, [timer({ name: 'tick', everyMs: 2, run })]);

  await expect.poll(() => ticks).toBeGreaterThan(5);
  expect(process.lines.map((line) => JSON.parse(line))).toMatchObject([
    { worker: 'tick', failures: 1, err: { message: 'on purpose' } },
    { worker: 'tick', failures: 2, err: { message: 'on purpose' } },
  ]);
});

test('what a tick counts is told with the metrics', async () => {
  await using platform = await openPlatform();
  await using database = await platform.database.open(empty);
  const counting = timer({
    name: 'tick',
    everyMs: 60_000,
    run: async (_scope, metrics) => {
      metrics.counter({ name: 'ticks_total', help: 'Ticks' }).inc();
    },
  });

  await using _process = startProcess('one', platform, database, [counting]);

  await expect.poll(() => platform.metrics.text()).toContain('ticks_total 1');
});

test('every tick has a scope of its own, in which the subgraph itself acts', async () => {
  await using platform = await openPlatform();
  await using database = await platform.database.open(empty);
  const scopes: Scope[] = [];
  const answers: unknown[] = [];
  const run = async (scope: Scope) => {
    scopes.push(scope);
    answers.push(await firstRow(scope.em, sql`select 1 as one`));
    return scopes.length < 3;
  };

  await using _process = startProcess('one', platform, database, [timer({ name: 'tick', everyMs: 60_000, run })]);

  await expect.poll(() => answers).toEqual([{ one: 1 }, { one: 1 }, { one: 1 }]);
  expect(scopes.map(({ principal }) => principal)).toMatchObject(scopes.map(() => ({ kind: 'SERVICE', id: 'timers' })));
  expect(new Set(scopes.map(({ trace }) => trace.traceId)).size).toBe(3);
  expect(new Set(scopes.map(({ em }) => em)).size).toBe(3);
});
