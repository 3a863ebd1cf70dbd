import { mkdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { foldersIn, keeperOf } from './data-directory.ts';
import { privateDirectory } from './testing/private-directory.ts';

test('what lies in a data directory tells who has kept it', async () => {
  await using directory = await privateDirectory('keeper');
  const { postgres, nats } = foldersIn(directory.path);

  expect([keeperOf(`${directory.path}/missing`), keeperOf(directory.path)]).toEqual(['NOBODY', 'NOBODY']);
  await mkdir(postgres);
  expect(keeperOf(directory.path)).toBe('ONE_PROCESS');
  await mkdir(nats);
  expect(keeperOf(directory.path)).toBe('MANY_PROCESSES');
});
