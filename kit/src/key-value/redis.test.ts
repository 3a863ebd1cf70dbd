import { Redis } from 'ioredis';
import { expect, test, vi } from 'vitest';
import { openLog } from '../log.ts';
import { startRedis } from '../testing/redis-server.ts';
import { redisKeyValue } from './redis.ts';

const log = openLog({ name: 'test', level: 'silent' });
const minuteMs = 60_000;

vi.setConfig({ testTimeout: 30_000 });

const answers = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

test('after a restart of the server commands and subscriptions work again', async () => {
  await using server = await startRedis();
  await using store = await redisKeyValue({ url: server.url, log });
  const heard: string[] = [];
  await store.subscribe('news', (message) => heard.push(message));
  await store.increment('visits', 1, minuteMs);

  await server.restart();

  await expect.poll(() => answers(store.ping())).toBe(true);
  await store.publish('news', 'back');
  await expect.poll(() => heard).toEqual(['back']);
  expect(await store.increment('visits', 1, minuteMs)).toBe(1);
});

test('without a server every command fails at once', async () => {
  await using server = await startRedis();
  await using store = await redisKeyValue({ url: server.url, log });
  await server.kill();
  await expect.poll(() => answers(store.ping())).toBe(false);
  const startedAt = performance.now();

  const outcomes = await Promise.allSettled([
    store.get('key'),
    store.set('key', 'value', minuteMs),
    store.holdAll(['key'], 'owner', minuteMs),
    store.publish('news', 'lost'),
    store.subscribe('news', () => undefined),
  ]);

  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'rejected'));
  expect(performance.now() - startedAt).toBeLessThan(900);
});

test('a store opens without a server and works when there is one', async () => {
  await using server = await startRedis();
  await server.kill();
  await using store = await redisKeyValue({ url: server.url, log });
  const before = await answers(store.ping());

  await server.restart();

  expect(before).toBe(false);
  await expect.poll(() => answers(store.ping())).toBe(true);
});

test('a command that a silent server has not answered fails after a second and is not sent again', async () => {
  await using server = await startRedis();
  await using store = await redisKeyValue({ url: server.url, log });
  await silence(server.url);

  const attempt = store.increment('visits', 1, minuteMs);

  await expect(attempt).rejects.toThrow('timed out');
  await server.restart();
  await expect.poll(() => answers(store.ping())).toBe(true);
  expect(await store.get('visits')).toBeUndefined();
});

async function silence(url: string): Promise<void> {
  const client = new Redis(url);
  await client.client('PAUSE', minuteMs);
  client.disconnect();
}
