import { makeGatewayKeys } from '@constellation/kit';
import { expect, test } from 'vitest';
import { outsideIssuerIn } from './authentication/issuers/oidc-variables.ts';
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
    CONSTELLATION_TELEMETRY_URL: 'http://telemetry:4001/graphql',
    CONSTELLATION_SPACE_DATA_URL: 'http://space-data:4001/graphql',
  });

  expect(env).toMatchObject({
    CONSTELLATION_VENUE_URL: ['http://venue:4001/graphql'],
    CONSTELLATION_BOOKING_URL: ['http://one:4001/graphql', 'http://two:4001/graphql'],
  });
});

const complete = {
  REDIS_URL: 'redis://kv',
  NATS_URL: 'nats://bus',
  CONSTELLATION_GATEWAY_KEY: makeGatewayKeys().key,
  CONSTELLATION_VENUE_URL: 'http://venue:4001/graphql',
  CONSTELLATION_BOOKING_URL: 'http://booking:4001/graphql',
  CONSTELLATION_IDENTITY_URL: 'http://identity:4001/graphql',
  CONSTELLATION_TELEMETRY_URL: 'http://telemetry:4001/graphql',
  CONSTELLATION_SPACE_DATA_URL: 'http://space-data:4001/graphql',
};

test('an issuer elsewhere is read with what its claims say', () => {
  const env = readEnvironment({
    ...complete,
    CONSTELLATION_OIDC_ISSUER: 'https://login.example.org/realms/one',
    CONSTELLATION_OIDC_AUDIENCE: 'graph',
    CONSTELLATION_OIDC_CLAIMS: '{"roles":"realm_access.roles","grants":{"staff":["bookings:read"]}}',
  });

  expect(outsideIssuerIn(env)).toMatchObject({
    issuer: 'https://login.example.org/realms/one',
    audience: 'graph',
    tokenType: 'at+jwt',
    claims: { id: 'sub', roles: 'realm_access.roles', grants: { staff: ['bookings:read'] } },
  });
  expect(outsideIssuerIn(readEnvironment(complete))).toBeUndefined();
});

test.each<[what: string, given: Record<string, string>, said: RegExp]>([
  [
    'all that is wrong',
    { _ISSUER: 'login.example.org', _TOKEN_TYPE: 'id', _JWKS_URL: 'x', _CLAIMS: '{"grants":{"staff":["root"]}}' },
    /OIDC_ISSUER is refused[^]*OIDC_AUDIENCE is missing[^]*OIDC_JWKS_URL[^]*OIDC_TOKEN_TYPE[^]*OIDC_CLAIMS is refused[^]*grants\.staff/,
  ],
  ['claims that are no JSON', { _ISSUER: 'https://x.org', _AUDIENCE: 'graph', _CLAIMS: '{' }, /it is no JSON/],
  ['a claim that nobody knows', { _ISSUER: 'https://x.org', _AUDIENCE: 'graph', _CLAIMS: '{"role":"x"}' }, /"role"/],
  ['the rest without an issuer', { _AUDIENCE: 'graph', _CLAIMS: '{}' }, /AUDIENCE is refused[^]*CLAIMS is refused/],
])('of an issuer elsewhere it says %s', (_what, given, said) => {
  const named = Object.entries(given).map(([name, value]) => [`CONSTELLATION_OIDC${name}`, value]);

  expect(() => readEnvironment({ ...complete, ...Object.fromEntries(named) })).toThrow(said);
});
