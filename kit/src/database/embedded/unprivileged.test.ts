import { chmod, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { ask } from './ask-for-tests.ts';
import { startOwner } from './owner-for-tests.ts';

test('where user namespaces are forbidden PostgreSQL starts all the same', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  await using programs = await mkdtempDisposable(join(tmpdir(), 'constellation-programs-'));
  await chmod(folder.path, 0o755);
  await writeFile(join(programs.path, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });

  await using owner = startOwner(folder.path, { PATH: [programs.path, process.env['PATH']].join(delimiter) });

  expect(await ask(await owner.url, 'select 1')).toEqual([[1]]);
});
