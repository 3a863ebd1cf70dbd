import { spawn } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask } from './ask-for-tests.ts';
import { stopLeftOver } from './left-over.ts';
import { start } from './start-for-tests.ts';

test('a process that has the number of a server long gone is left alone, and the next start succeeds', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  const first = await start(folder.path);
  await first[Symbol.asyncDispose]();
  const innocent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  using _stopped = { [Symbol.dispose]: () => innocent.kill() };
  await writeFile(join(folder.path, 'postgres-18', 'data', 'postmaster.pid'), `${innocent.pid}\n`);

  await using postgres = await start(folder.path);

  expect(await ask(postgres.url, 'select 1')).toEqual([[1]]);
  expect([innocent.exitCode, innocent.signalCode]).toEqual([null, null]);
});

test.for(['', 'no number\n', '0\n', '-1\n'])(
  'a file that names no process (%j) is no reason to stop one',
  async (content) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
    await writeFile(join(folder.path, 'postmaster.pid'), content);

    await expect(stopLeftOver(folder.path)).resolves.toBeUndefined();
  },
);
