import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../../kit/src/servers/free-port.ts';
import { greeting } from '../../kit/src/servers/greeting.ts';
import { startProgram } from '../../kit/src/servers/program.ts';
import { startRedis } from '../../kit/src/testing/index.ts';

test('a sentinel starts with its configuration and tells the master by the name that it was given', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-sentinel-'));
  await using master = await startRedis();
  const [port, masterPort] = [await freePort(), new URL(master.url).port];
  const settings = join(folder.path, 'sentinel.conf');
  const config = await readFile('infra/valkey/sentinel.conf', 'utf8');
  await writeFile(settings, config.replace('valkey-1 6379', `localhost ${masterPort}`));

  await using _sentinel = await startProgram({
    name: 'redis-server',
    debianPackage: 'redis-server',
    args: [settings, '--sentinel', '--bind', '127.0.0.1', '--port', String(port)],
    ready: async () => (await greeting(port, 'PING\r\n')).startsWith('+PONG'),
  });

  expect(await greeting(port, 'SENTINEL GET-MASTER-ADDR-BY-NAME constellation\r\n')).toContain('localhost');
  expect(await greeting(port, 'SENTINEL MASTER constellation\r\n')).toMatch(/quorum\r\n\$1\r\n2\r\n/);
});
