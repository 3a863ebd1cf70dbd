import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAlive, readPid } from '../database/embedded/left-over.ts';
import { openLog } from '../log.ts';
import { privateDirectory } from '../testing/private-directory.ts';
import { keepRunning } from './keep-running.ts';

test('a server that is killed is started again, until nobody needs it', async () => {
  await using directory = await privateDirectory('test');
  const file = join(directory.path, 'pid');
  const log = openLog({ name: 'test', level: 'silent' });
  const args = ['-c', `echo $$ > ${file}; exec sleep 600`];
  const ready = async () => (await readPid(file)) !== undefined;
  const server = await keepRunning({ name: 'sh', debianPackage: 'dash', args, endBy: 'TERM', ready }, log);
  const first = (await readPid(file)) ?? 0;

  process.kill(first, 'SIGKILL');
  await expect.poll(() => readPid(file)).not.toBe(first);
  await expect.poll(() => readPid(file)).toBeDefined();
  const second = (await readPid(file)) ?? 0;
  await server[Symbol.asyncDispose]();

  expect(isAlive(second)).toBe(false);
});
