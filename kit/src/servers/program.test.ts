import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAlive, readPid } from '../database/embedded/left-over.ts';
import { privateDirectory } from '../testing/private-directory.ts';
import { MissingProgram, startProgram } from './program.ts';

test('a program that the machine lacks is an error that says how to get it', async () => {
  const missing = { name: 'no-such-server', debianPackage: 'such-server', args: [], ready: async () => true };

  const starting = startProgram(missing);

  await expect(starting).rejects.toThrow(MissingProgram);
  await expect(starting).rejects.toThrow(
    'no-such-server is not on this machine; on Debian: apt-get install such-server',
  );
});

test('a program that ends while it starts is an error', async () => {
  const hasty = { name: 'false', debianPackage: 'coreutils', args: [], ready: async () => false };

  await expect(startProgram(hasty)).rejects.toThrow('false ended while starting');
});

test('a program ends with the process that started it, even when that is killed', async () => {
  await using directory = await privateDirectory('test');
  const file = join(directory.path, 'pid');
  const script = `
    import { startProgram } from ${JSON.stringify(new URL('program.ts', import.meta.url).href)};
    const args = ['-c', 'echo $$ > ${file}; exec sleep 600'];
    await startProgram({ name: 'sh', debianPackage: 'dash', args, ready: async () => true });`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  await expect.poll(() => readPid(file)).toBeDefined();
  const pid = (await readPid(file)) ?? 0;
  const aliveBefore = isAlive(pid);

  parent.kill('SIGKILL');

  await expect.poll(() => isAlive(pid)).toBe(false);
  expect(aliveBefore).toBe(true);
});
