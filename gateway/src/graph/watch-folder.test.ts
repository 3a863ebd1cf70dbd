import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '@constellation/kit';
import { expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { watchFolder } from './watch-folder.ts';

test('a folder that cannot be watched is watched again as soon as that is possible', async () => {
  await using home = await mkdtempDisposable(join(tmpdir(), 'watch-'));
  const folder = join(home.path, 'late');
  const logged: string[] = [];
  const log = openLog({ name: 'test', level: 'warn', destination: { write: (line) => void logged.push(line) } });
  let calls = 0;
  await using _watching = watchFolder(folder, async () => void (calls += 1), log);
  await eventually(() => logged.join()).toContain('ENOENT');

  await mkdir(folder);
  let version = 0;
  const before = calls;
  await eventually(async () => {
    await writeFile(join(folder, 'supergraph.graphql'), `${(version += 1)}`);
    return calls;
  }).toBeGreaterThan(before + 1);

  expect(logged.length).toBeGreaterThan(0);
});
