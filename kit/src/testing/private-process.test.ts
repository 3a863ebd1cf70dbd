import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { greeting } from './greeting.ts';
import { startNats } from './nats-server.ts';
import { MissingProgram, startPrivately } from './private-process.ts';
import { startRedis } from './redis-server.ts';

const portOf = (url: string) => Number(new URL(url).port);

test('a program that the machine lacks is an error that says how to get it', async () => {
  const starting = startPrivately({
    name: 'no-such-server',
    debianPackage: 'such-server',
    args: [],
    ready: async () => true,
  });

  await expect(starting).rejects.toThrow(MissingProgram);
  await expect(starting).rejects.toThrow(
    'no-such-server is not on this machine; on Debian: apt-get install such-server',
  );
});

test('a program that ends while it starts is an error', async () => {
  const starting = startPrivately({ name: 'false', debianPackage: 'coreutils', args: [], ready: async () => false });

  await expect(starting).rejects.toThrow('false ended while starting');
});

test('servers answer once they are started, are silent once killed, and answer at the same address again', async () => {
  await using nats = await startNats();
  await using redis = await startRedis();
  const greetings = async () => [
    (await greeting(portOf(nats.url))).slice(0, 4),
    (await greeting(portOf(redis.url), 'PING\r\n')).trim(),
  ];

  expect(await greetings()).toEqual(['INFO', '+PONG']);
  await Promise.all([nats.kill(), redis.kill()]);
  expect(await greetings()).toEqual(['', '']);
  await Promise.all([nats.restart(), redis.restart()]);
  expect(await greetings()).toEqual(['INFO', '+PONG']);
});

test('a server ends with the process that started it, even when that is killed', async () => {
  const script = `
    import { startRedis } from ${JSON.stringify(fileURLToPath(new URL('redis-server.ts', import.meta.url)))};
    console.log((await startRedis()).url);`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(parent.stdout, 'data');
  const port = portOf(String(url).trim());
  expect(await greeting(port, 'PING\r\n')).toBe('+PONG\r\n');

  parent.kill('SIGKILL');

  await expect.poll(() => greeting(port, 'PING\r\n')).toBe('');
});
