import { MovableClock } from '@constellation/kit';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { openTestIssuer } from '../testing/outside-issuer.ts';
import { openTestGateway, type TestOptions } from '../testing/test-gateway.ts';
import { openTokenIssuer } from '../testing/token-issuer.ts';

const issuer = await openTokenIssuer();
const other = await openTokenIssuer();

/** A gateway whose identity publishes a key, as a test would have it. */
async function open(options: TestOptions = {}) {
  const clock = new MovableClock();
  const identity: { published: readonly object[]; isAway: boolean } = { published: [issuer.jwk], isAway: false };
  const keys = async () => {
    if (identity.isAway) throw new Error('Nobody answers');
    return { keys: identity.published };
  };
  const gateway = await openTestGateway({ keys, clock, ...options });
  const address = new URL('/.well-known/jwks.json', gateway.url);
  const ask = async () => {
    const response = await fetch(address);
    const told = { status: response.status, cached: response.headers.get('cache-control') };
    return { ...told, type: response.headers.get('content-type'), body: await response.json() };
  };
  return { identity, clock, address, ask, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
}

const published = (...keys: readonly object[]) => ({
  status: 200,
  cached: 'public, max-age=300',
  type: expect.stringContaining('application/jwk-set+json'),
  body: { keys },
});

test('anybody may have the public keys, keep them for a while, and verify tokens with them', async () => {
  await using gateway = await open();

  const told = await gateway.ask();
  const verified = await jwtVerify(await issuer.token(), createRemoteJWKSet(gateway.address));

  expect(told).toEqual(published(issuer.jwk));
  expect(verified.protectedHeader.kid).toBe(issuer.kid);
});

test('of a key nothing is told but what verifies tokens, and of a key of another kind nothing at all', async () => {
  await using gateway = await open();
  gateway.identity.published = [
    { ...issuer.jwk, d: 'secret' },
    { ...other.jwk, kty: 'oct', k: 'secret' },
  ];

  expect(await gateway.ask()).toEqual(published(issuer.jwk));
});

test('while identity is away the keys that are known are told, and with its next answer the present ones', async () => {
  await using gateway = await open();
  await gateway.ask();
  gateway.identity.isAway = true;
  await gateway.clock.advance(300_001);

  expect(await gateway.ask()).toEqual(published(issuer.jwk));
  gateway.identity.isAway = false;
  gateway.identity.published = [other.jwk];
  await gateway.clock.advance(300_001);
  expect(await gateway.ask()).toEqual(published(other.jwk));
});

test('while no keys are known there is an error that nobody keeps, and the first answer ends that', async () => {
  await using gateway = await open();
  gateway.identity.isAway = true;

  expect(await gateway.ask()).toMatchObject({
    status: 503,
    cached: 'no-store',
    body: { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
  });
  gateway.identity.isAway = false;
  expect(await gateway.ask()).toEqual(published(issuer.jwk));
});

test('where tokens are of an issuer elsewhere there are no keys here', async () => {
  await using outside = await openTestIssuer();
  await using gateway = await open({ outsideIssuer: outside.outside });

  expect(await gateway.ask()).toMatchObject({ status: 404, body: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } });
});
