import { makeGatewayKeys } from '@constellation/kit';
import { expect, test } from 'vitest';
import { readEnvironment } from './env.ts';

test('a gateway process says all at once what its environment lacks', () => {
  const source = {
    PORT: 'http',
    CONSTELLATION_VENUE_URL: 'http://venue:4001/graphql',
    CONSTELLATION_ALLOWED_ORIGINS: 'https://app.example.org/graphql',
    CONSTELLATION_SUPERGRAF: 'x',
  };

  expect(() => readEnvironment(source)).toThrow(
    /PORT[^]*CONSTELLATION_GATEWAY_KEY is missing[^]*CONSTELLATION_BOOKING_URL[^]*CONSTELLATION_ALLOWED_ORIGINS is refused[^]*CONSTELLATION_SUPERGRAF is unknown: is it meant to be CONSTELLATION_SUPERGRAPH/,
  );
});

test('a subgraph that runs several times has several addresses', () => {
  const env = readEnvironment({
    REDIS_URL: 'redis://kv',
    NATS_URL: 'nats://bus',
    CONSTELLATION_GATEWAY_KEY: makeGatewayKeys().key,
    CONSTELLATION_VENUE_URL: 'http://venue:4001/graphql',
    CONSTELLATION_BOOKING_URL: 'http://one:4001/graphql,http://two:4001/graphql',
    CONSTELLATION_IDENTITY_URL: 'http://identity:4001/graphql',
  });

  expect(env).toMatchObject({
    CONSTELLATION_VENUE_URL: ['http://venue:4001/graphql'],
    CONSTELLATION_BOOKING_URL: ['http://one:4001/graphql', 'http://two:4001/graphql'],
  });
});
