import { expect, test } from 'vitest';
import { readEnvironment } from './env.ts';

test('nothing need be said', () => {
  expect(readEnvironment({})).toMatchObject({
    PORT: 4_000,
    CONSTELLATION_GATEWAYS: 2,
    CONSTELLATION_BOOKINGS: 2,
    CONSTELLATION_VENUES: 1,
    CONSTELLATION_IDENTITIES: 1,
    CONSTELLATION_TELEMETRIES: 1,
    CONSTELLATION_LOG_LEVEL: 'warn',
    passedOn: {},
  });
});

test('of sources only those are told who ask them', () => {
  const said = { CONSTELLATION_SPACE_SOURCES: 'on', CONSTELLATION_CELESTRAK_URL: 'http://127.0.0.1:9' };

  expect(readEnvironment(said)).toMatchObject({ toldToSpaceData: said, passedOn: {} });
  expect(() => readEnvironment({ CONSTELLATION_SPACE_SOURCES: 'perhaps' })).toThrow('expected true or false');
});

test('what every process has to know is judged here and passed on as it was said', () => {
  const said = { CONSTELLATION_REDIS_SENTINELS: 'one:26379,two:26379', CONSTELLATION_NATS_REPLICAS: '3' };

  expect(readEnvironment({ ...said, CONSTELLATION_GATEWAYS: '3' }).passedOn).toEqual(said);
  expect(() => readEnvironment({ ...said, CONSTELLATION_NATS_REPLICAS: 'many' })).toThrow('expected a whole number');
});
