import { expect, inject, test } from 'vitest';
import { firstRow, sql } from './database/query.ts';
import { openLog } from './log.ts';
import type { Principal } from './principal.ts';
import type { Scope } from './scope.ts';
import { serve } from './serve.ts';
import { defineSubgraph } from './subgraph.ts';
import { testPlatform } from './testing/test-platform.ts';

const preparing = (prepare: (scope: Scope) => Promise<void>) =>
  defineSubgraph({
    name: 'preparing',
    typeDefs: 'type Query { nothing: String }',
    entities: [],
    migrations: [],
    resolvers: {},
    loaders: () => ({}),
    workers: [],
    prepare,
  });

test('what a subgraph has to prepare is done once for each process, by itself, before it answers', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  const done: Principal['kind'][] = [];
  const subgraph = preparing(async ({ em, principal }) => {
    await firstRow(em, sql`select 1`);
    done.push(principal.kind);
  });

  await using _one = await serve(subgraph, platform);
  expect(done).toEqual(['SERVICE']);
  await using _other = await serve(subgraph, platform);

  expect(done).toEqual(['SERVICE', 'SERVICE']);
});

test('a subgraph that cannot prepare itself does not start', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  const silent = { ...platform, log: openLog({ name: 'test', level: 'silent' }) };

  await expect(
    serve(
      preparing(() => Promise.reject(new Error('on purpose'))),
      silent,
    ),
  ).rejects.toThrow('on purpose');
});
