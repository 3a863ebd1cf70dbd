import { once } from 'node:events';
import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { startRedis } from '../testing/redis-server.ts';
import { connect, disconnect } from './redis-connection.ts';

const log = openLog({ name: 'test', level: 'silent' });

test('a connection that the driver gives up by itself is opened again, one that we close is not', async () => {
  await using server = await startRedis();
  const redis = await connect({ url: server.url }, 'test', log);

  redis.disconnect();
  await once(redis, 'end');
  await expect.poll(() => redis.status).toBe('ready');
  const answer = await redis.ping();
  await disconnect(redis);

  expect(answer).toBe('PONG');
  await expect.poll(() => redis.status).toBe('end');
});
