import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { redisLocation } from './redis-location.ts';
import { redisKeyValue } from './redis.ts';
import { startSentinels } from './sentinels-for-tests.ts';

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

test('when the sentinels name another master, writes and messages move there', { timeout: 60_000 }, async () => {
  await using servers = await startSentinels();
  const { masterName, sentinelPort, replicaPort } = servers;
  using sentinel = connected(sentinelPort);
  using newMaster = connected(replicaPort);
  const sentinels = [{ host: '127.0.0.1', port: sentinelPort }];
  const location = redisLocation('redis://nowhere.invalid:1/7', { sentinels, masterName });
  await using store = await redisKeyValue({ ...location, log: openLog({ name: 'test', level: 'silent' }) });
  const heard: string[] = [];
  await store.subscribe('news', (message) => heard.push(message));
  await store.set('before', 'kept', 60_000);

  await expect.poll(() => succeeds(sentinel.client.call('SENTINEL', 'FAILOVER', masterName))).toBe(true);
  await expect.poll(async () => (await newMaster.client.role())[0]).toBe('master');

  const written = () => succeeds(store.set('after', 'failover', 60_000));
  await expect.poll(async () => (await written()) && newMaster.client.get('after')).toBe('failover');
  await expect.poll(async () => (await succeeds(store.publish('news', 'moved'))) && heard).toContain('moved');
  expect(await store.get('before')).toBe('kept');
});

function connected(port: number) {
  const client = new Redis(port);
  return { client, [Symbol.dispose]: () => client.disconnect() };
}
