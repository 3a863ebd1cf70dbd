import { expect, test } from 'vitest';
import { insistOnPrograms } from './insist-on-programs.ts';

const nowhere = () => undefined;

test('servers that are missing are named in one line that says how to get them, or how to do without', () => {
  expect(() => insistOnPrograms({}, nowhere)).toThrow(
    'SERVER_MISSING: nats-server and redis-server not found; on Debian: apt-get install nats-server redis-server; or set NATS_URL and REDIS_URL',
  );
  expect(() => insistOnPrograms({ natsUrl: 'nats://bus' }, nowhere)).toThrow(
    'SERVER_MISSING: redis-server not found; on Debian: apt-get install redis-server; or set REDIS_URL',
  );
});

test('what is not to be started need not be there', () => {
  expect(() => insistOnPrograms({ natsUrl: 'nats://bus', redisUrl: 'redis://kv' }, nowhere)).not.toThrow();
  expect(() => insistOnPrograms({}, (name) => `/usr/sbin/${name}`)).not.toThrow();
});
