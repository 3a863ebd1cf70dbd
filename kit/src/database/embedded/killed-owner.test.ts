import { mkdtempDisposable, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask } from './ask-for-tests.ts';
import { startOwner } from './owner-for-tests.ts';
import { start } from './start-for-tests.ts';

test('when its process is killed the server stays behind, and the next start takes over all that was committed', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  await using owner = startOwner(folder.path);
  const leftOver = await owner.url;
  await ask(leftOver, `create table kept as select 'committed' as what`);
  await owner.kill();
  expect(await ask(leftOver, 'select what from kept')).toEqual([['committed']]);

  await using postgres = await start(folder.path);

  expect(await ask(postgres.url, 'select what from kept')).toEqual([['committed']]);
  await expect(ask(leftOver, 'select what from kept')).rejects.toThrow('ECONNREFUSED');
});

test('a left-over server is found although the directory goes by another name', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  const link = join(folder.path, 'link');
  await symlink(join(folder.path, 'data'), link);
  await using owner = startOwner(join(folder.path, 'data'));
  const leftOver = await owner.url;
  await owner.kill();

  await using postgres = await start(link);

  expect(await ask(postgres.url, 'select 1')).toEqual([[1]]);
  await expect(ask(leftOver, 'select 1')).rejects.toThrow('ECONNREFUSED');
});
