import { afterAll, beforeAll } from 'vitest';
import { openLog } from '../log.ts';
import { type PrivateRedis, startRedis } from '../testing/redis-server.ts';
import { keyValueContract } from './contract/contract.ts';
import { redisKeyValue } from './redis.ts';

let server: PrivateRedis;

beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server[Symbol.asyncDispose]());

keyValueContract(() => redisKeyValue({ url: server.url, log: openLog({ name: 'test', level: 'silent' }) }));
