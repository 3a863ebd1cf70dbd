import { existsSync } from 'node:fs';
import { mkdtempDisposable, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask } from './ask-for-tests.ts';
import { startOwner } from './owner-for-tests.ts';
import { start } from './start-for-tests.ts';

const drafts = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith('postgres-new-'));

/** Whether `initdb` is at work in a draft. */
const isBeingMade = async (folder: string) =>
  (await drafts(folder)).some((draft) => existsSync(join(folder, draft, 'data', 'base')));

test.for([
  ['the process that makes a cluster is killed', undefined],
  ['that process and initdb are killed', 'together'],
] as const)('when %s, the next start makes one from the beginning', async ([, together]) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-'));
  await using owner = startOwner(folder.path);
  await expect.poll(() => isBeingMade(folder.path), { interval: 2 }).toBe(true);
  await owner.kill(together);
  expect(existsSync(join(folder.path, 'postgres-18'))).toBe(false);

  await using postgres = await start(folder.path);

  expect(await ask(postgres.url, 'select count(*)::integer from pg_database')).toEqual([[3]]);
  expect(await drafts(folder.path)).toEqual([]);
});
