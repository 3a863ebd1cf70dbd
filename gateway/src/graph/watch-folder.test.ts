import { mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '@constellation/kit';
import { expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
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
  await eventually(() => logged.join()).toContain('ENOENT');

  await mkdir(folder);
  await writeFile(file, 'first');
  await eventually(() => seen).toBe('first');
  await writeFile(file, 'second');

  await eventually(() => seen).toBe('second');
  expect(logged.every((line) => line.includes('ENOENT'))).toBe(true);
});
