import { mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '@constellation/kit';
import { expect, test } from 'vitest';
import { watchFolder } from './watch-folder.ts';

test('a folder that cannot be watched is watched again as soon as that is possible', async () => {
  await using home = await mkdtempDisposable(join(tmpdir(), 'watch-'));
  const folder = join(home.path, 'late');
  const file = join(folder, 'file');
  const logged: string[] = [];
  const log = openLog({ name: 'test', level: 'warn', destination: { write: (line) => void logged.push(line) } });
  let seen = '';
  const read = async () => void (seen = await readFile(file, 'utf8').catch(() => ''));
  await using _watching = watchFolder(folder, read, log);
  await expect.poll(() => logged.join()).toContain('ENOENT');

  await mkdir(folder);
  await writeFile(file, 'first');
  await expect.poll(() => seen).toBe('first');
  await writeFile(file, 'second');

  await expect.poll(() => seen).toBe('second');
  expect(logged.every((line) => line.includes('ENOENT'))).toBe(true);
});
