import { makeGatewayKeys } from '@constellation/kit';
import { expect, test } from 'vitest';
import { readEnvironment } from './env.ts';

const read = (days?: string) =>
  readEnvironment({
    DATABASE_URL: 'postgres://localhost',
    REDIS_URL: 'redis://localhost',
    NATS_URL: 'nats://localhost',
    CONSTELLATION_GATEWAY_PUBLIC_KEYS: makeGatewayKeys().publicKeys,
    CONSTELLATION_READINGS_KEPT: days,
  }).CONSTELLATION_READINGS_KEPT;

test('readings are kept for 30 days unless it is said otherwise', () => {
  expect([read(), read('1'), read('366')]).toEqual([30, 1, 366]);
});

test('rollups of minutes outlive readings', () => {
  for (const days of ['0', '367', 'P30D']) expect(() => read(days)).toThrow('a whole number from 1 to 366');
});
