import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask } from './ask-for-tests.ts';
import { lockData } from './data-lock.ts';
import { startOwner } from './owner-for-tests.ts';

test('a second process is refused by name and does the first no harm', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  await using owner = startOwner(folder.path);
  await ask(await owner.url, `create table kept as select 'committed' as what`);

  await using second = startOwner(folder.path);

  await expect(second.url).rejects.toThrow(
    `${folder.path} is in use by process ${owner.pid}; stop it or set DATA_DIR to another folder`,
  );
  expect(await ask(await owner.url, 'select what from kept')).toEqual([['committed']]);
});

test('of processes that start on a new directory at the same time, one wins', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  await using one = startOwner(folder.path);
  await using other = startOwner(folder.path);

  const outcomes = await Promise.allSettled([one.url, other.url]);

  const urls = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const complaints = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
  expect(complaints).toEqual([expect.stringContaining('is in use by')]);
  expect(await Promise.all(urls.map((url) => ask(url, 'select 1')))).toEqual([[[1]]]);
});

test('the same process is refused too, until it has given the directory back', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  const lock = await lockData(folder.path);
  await expect(lockData(folder.path)).rejects.toThrow(`is in use by process ${process.pid}`);

  await lock[Symbol.asyncDispose]();

  await using again = await lockData(folder.path);
  expect(again).toBeDefined();
});

test('the number that a killed process left does not count, even when another process has it by now', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  await writeFile(join(folder.path, 'process.pid'), `${process.ppid}\n`);

  await using lock = await lockData(folder.path);

  expect(lock).toBeDefined();
});
