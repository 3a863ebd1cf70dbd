import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './ask-for-tests.ts';
import { start } from './start-for-tests.ts';

let folder = '';
const dataDirectory = () => join(folder, 'all my data', 'here');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'constellation-'));
});

afterAll(() => rm(folder, { recursive: true }));

test('a start makes a PostgreSQL 18 of its own, in a directory that need not exist and has blanks in its name', async () => {
  await using postgres = await start(dataDirectory());

  expect(await ask(postgres.url, 'show server_version_num')).toEqual([[expect.stringMatching(/^18/)]]);
  expect(await ask(postgres.url, 'show data_directory')).toEqual([[expect.stringContaining('all my data/here')]]);
});

test('what was committed is there after the next start', async () => {
  const first = await start(dataDirectory());
  await ask(first.url, `create table kept as select 'committed' as what`);
  await first[Symbol.asyncDispose]();

  await using second = await start(dataDirectory());

  expect(await ask(second.url, 'select what from kept')).toEqual([['committed']]);
  expect(await readdir(dataDirectory())).not.toContainEqual(expect.stringMatching(/^postgres-new/));
});

test('nobody enters without the password, and nobody from another machine', async () => {
  await using postgres = await start(dataDirectory());
  const stranger = new URL(postgres.url);
  stranger.password = 'guessed';

  await expect(ask(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');

  expect(await ask(postgres.url, 'show listen_addresses')).toEqual([['127.0.0.1']]);
});

test('settings reach the server', async () => {
  await using postgres = await start(dataDirectory());

  expect(await ask(postgres.url, 'show fsync')).toEqual([['off']]);
});
