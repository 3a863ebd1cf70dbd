import { mkdtempDisposable, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '../../log.ts';
import { ask } from './ask-for-tests.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive, readPid } from './left-over.ts';
import { startOwner } from './owner-for-tests.ts';

const start = (dataDirectory: string) =>
  startEmbeddedPostgres({ dataDirectory, log: openLog({ name: 'test', level: 'silent' }), settings: { fsync: 'off' } });

/** The server's process on a data directory. */
const serverOf = async (dataDirectory: string) => (await readPid(join(dataDirectory, 'postgres-18', 'data', 'postmaster.pid'))) ?? 0;

test('when its process is killed the server stays behind, and the next start takes over all that was committed', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  await using owner = startOwner(folder.path);
  await ask(await owner.url, `create table kept as select 'committed' as what`);
  const leftOver = await serverOf(folder.path);
  await owner.kill();
  expect(isAlive(leftOver)).toBe(true);

  await using postgres = await start(folder.path);

  expect(await ask(postgres.url, 'select what from kept')).toEqual([['committed']]);
  expect(isAlive(leftOver)).toBe(false);
});

test('a left-over server is found although the directory goes by another name', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  const link = join(folder.path, 'link');
  await symlink(join(folder.path, 'data'), link);
  await using owner = startOwner(join(folder.path, 'data'));
  await owner.url;
  const leftOver = await serverOf(link);
  await owner.kill();

  await using postgres = await start(link);

  expect(await ask(postgres.url, 'select 1')).toEqual([[1]]);
  expect(isAlive(leftOver)).toBe(false);
});
