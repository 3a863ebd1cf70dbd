import { expect, test } from 'vitest';
import { greeting } from '../servers/greeting.ts';
import { startRedis } from './redis-server.ts';

test('a private Redis answers once it is started, is silent once killed, and is back at the same address, empty', async () => {
  await using redis = await startRedis();
  const ask = (...commands: string[]) => greeting(Number(new URL(redis.url).port), `${commands.join(' ')}\r\n`);

  const written = await ask('SET', 'key', 'value');
  const found = await ask('GET', 'key');
  await redis.kill();
  const silence = await ask('GET', 'key');
  await redis.restart();
  const forgotten = await ask('GET', 'key');

  expect([written, found, silence, forgotten]).toEqual(['+OK\r\n', '$5\r\nvalue\r\n', '', '$-1\r\n']);
});

test('a private Redis forgets everything when it is told to', async () => {
  await using redis = await startRedis();
  const ask = (...commands: string[]) => greeting(Number(new URL(redis.url).port), `${commands.join(' ')}\r\n`);
  await ask('SET', 'key', 'value');

  await redis.flush();

  expect(await ask('GET', 'key')).toBe('$-1\r\n');
});
