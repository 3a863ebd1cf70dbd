import { mkdir, mkdtempDisposable, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isStale } from './workspace.mjs';

async function workspace(lockedAt: number, installedAt: number | undefined) {
  const { path, remove } = await mkdtempDisposable(join(tmpdir(), 'workspace-'));
  const touch = async (file: string, at: number) => {
    await writeFile(join(path, file), '');
    await utimes(join(path, file), at, at);
  };
  await mkdir(join(path, 'node_modules'));
  await touch('pnpm-lock.yaml', lockedAt);
  if (installedAt !== undefined) await touch('node_modules/.modules.yaml', installedAt);
  return { path, [Symbol.asyncDispose]: remove };
}

test('an installation newer than the lock is fresh', async () => {
  await using folder = await workspace(1_000, 2_000);

  expect(isStale(folder.path)).toBe(false);
});

test('a lock newer than the installation makes it stale', async () => {
  await using folder = await workspace(2_000, 1_000);

  expect(isStale(folder.path)).toBe(true);
});

test('an installation that never came to its end is stale', async () => {
  await using folder = await workspace(1_000, undefined);

  expect(isStale(folder.path)).toBe(true);
});
