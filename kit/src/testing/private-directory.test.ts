import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { privateDirectory } from './private-directory.ts';

test('a private directory is gone once it is disposed, its last will done', async () => {
  await using witness = await privateDirectory('witness');
  const file = join(witness.path, 'will');
  const directory = await privateDirectory('test', `pwd > ${file}`);
  const before = existsSync(directory.path);

  await directory[Symbol.asyncDispose]();

  expect([before, existsSync(directory.path)]).toEqual([true, false]);
  expect(await readFile(file, 'utf8')).toBe(`${directory.path}\n`);
});

test('a private directory is gone soon after its process was killed', async () => {
  const script = `
    import { privateDirectory } from ${JSON.stringify(new URL('private-directory.ts', import.meta.url).href)};
    process.stdout.write((await privateDirectory('orphan')).path);`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(parent.stdout, 'data');
  const path = String(output);
  const before = existsSync(path);

  parent.kill('SIGKILL');

  await expect.poll(() => existsSync(path)).toBe(false);
  expect(before).toBe(true);
});
