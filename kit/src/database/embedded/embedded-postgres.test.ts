import { mkdir, mkdtempDisposable, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '../../log.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { ask } from './ask-for-tests.ts';

const start = (dataDirectory: string) =>
  startEmbeddedPostgres({ dataDirectory, log: openLog({ name: 'test', level: 'silent' }), settings: { fsync: 'off' } });

test('the first start makes a PostgreSQL 18 of its own, in a directory that need not exist and has blanks in its name', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));

  await using postgres = await start(join(folder.path, 'all my data', 'here'));

  expect(await ask(postgres.url, 'show server_version_num')).toEqual([[expect.stringMatching(/^18/)]]);
  expect(await ask(postgres.url, 'show data_directory')).toEqual([[expect.stringContaining('all my data/here')]]);
});

test('what was committed is there after the next start', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  const first = await start(folder.path);
  await ask(first.url, `create table kept as select 'committed' as what`);
  await first[Symbol.asyncDispose]();

  await using second = await start(folder.path);

  expect(await ask(second.url, 'select what from kept')).toEqual([['committed']]);
  expect(await readdir(folder.path)).not.toContainEqual(expect.stringMatching(/^postgres-new/));
});

test('nobody enters without the password, and nobody from another machine', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  await using postgres = await start(folder.path);
  const stranger = new URL(postgres.url);
  stranger.password = 'guessed';

  await expect(ask(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');

  expect(await ask(postgres.url, 'show listen_addresses')).toEqual([['127.0.0.1']]);
});

test('settings reach the server', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));

  await using postgres = await start(folder.path);

  expect(await ask(postgres.url, 'show fsync')).toEqual([['off']]);
});
