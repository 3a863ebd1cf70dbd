import { expect, test } from 'vitest';
import { parseEnvironment } from './env.ts';
import { processVariables, serversIn } from './process-variables.ts';

const least = { DATABASE_URL: 'postgres://db', REDIS_URL: 'redis://:s%40fe@kv:6379/1', NATS_URL: 'nats://one:4222' };

const read = (source: Record<string, string>) => parseEnvironment(processVariables, source);

test('three servers are all that a process has to be told', () => {
  const env = read(least);

  expect(serversIn(env)).toEqual({
    databaseUrl: 'postgres://db',
    natsUrl: 'nats://one:4222',
    natsReplicas: 1,
    redisUrl: 'redis://:s%40fe@kv:6379/1',
  });
  expect(env).toMatchObject({ PORT: 4_000, CONSTELLATION_HOST: '0.0.0.0', CONSTELLATION_LAME_DUCK: 5_000 });
});

test('clusters are told by all of their servers', () => {
  const env = read({
    ...least,
    NATS_URL: 'nats://one:4222, nats://two:4222',
    CONSTELLATION_NATS_REPLICAS: '3',
    CONSTELLATION_REDIS_SENTINELS: 'a:26379,b:26379',
    CONSTELLATION_REDIS_MASTER: 'main',
    CONSTELLATION_DATABASE_PREFIX: 'staging_',
  });

  expect(serversIn(env)).toMatchObject({
    natsUrl: 'nats://one:4222,nats://two:4222',
    natsReplicas: 3,
    redisSentinels: {
      masterName: 'main',
      sentinels: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 26_379 },
      ],
    },
    databasePrefix: 'staging_',
  });
});

test('the role that an image was given is no stranger', () => {
  expect(read({ ...least, CONSTELLATION_ROLE: 'booking' })).toMatchObject({ CONSTELLATION_ROLE: 'booking' });
});

test('everything that is wrong is said at once', () => {
  const source = {
    DATABASE_URL: 'mysql://db',
    NATS_URL: 'nats://one,two',
    CONSTELLATION_NATS_REPLICAS: '6',
    CONSTELLATION_REDIS_SENTINELS: 'sentinel',
    CONSTELLATION_DATABASE_PREFIX: 'Robert"); drop',
    CONSTELLATION_LAME_DUCK: '5',
  };

  expect(() => read(source)).toThrow(
    /DATABASE_URL is refused[^]*REDIS_URL is missing[^]*NATS_URL is refused: expected URLs with nats or tls[^]*CONSTELLATION_DATABASE_PREFIX is refused[^]*CONSTELLATION_REDIS_SENTINELS is refused: expected hosts with ports[^]*CONSTELLATION_NATS_REPLICAS is refused: expected a whole number from 1 to 5[^]*CONSTELLATION_LAME_DUCK is refused: expected a duration/,
  );
});
