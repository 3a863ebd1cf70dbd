import { MovableClock, newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { fixtureSubgraph } from '../../testing/fixture-subgraph.ts';
import { openTestIssuer, signingPair } from '../../testing/outside-issuer.ts';
import { openTestGateway } from '../../testing/test-gateway.ts';
import { openTokenIssuer } from '../../testing/token-issuer.ts';

const [first, second] = await Promise.all([signingPair('ES256'), signingPair('ES256')]);
const swapped = await signingPair('ES256', { kid: first.kid });

/** A gateway that takes the tokens of an issuer whose first key is the first. */
async function open() {
  await using opened = new AsyncDisposableStack();
  const issuer = opened.use(await openTestIssuer(first));
  const clock = new MovableClock();
  const identity = fixtureSubgraph('identity', { Query: { me: () => ({ scopes: [] }) } });
  const own = await openTokenIssuer();
  const options = {
    clock,
    subgraphs: { identity },
    outsideIssuer: issuer.outside,
    keys: async () => ({ keys: [own.jwk] }),
  };
  const gateway = opened.use(await openTestGateway(options));
  const ask = (token: string) => gateway.post('{ me { scopes } }', {}, { authorization: `Bearer ${token}` });
  const statusOf = async (token: string) => (await ask(token)).status;
  const running = opened.move();
  return { issuer, clock, identity, own, gateway, ask, statusOf, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

test('everybody behind the gateway is told who asks by a token from outside, and the own tokens are not good', async () => {
  await using world = await open();
  const sub = newId();

  expect(await world.statusOf(await world.issuer.token(first, { claims: { sub } }))).toBe(200);

  expect(world.identity.calls.at(-1)?.headers.principal).toEqual({
    kind: 'USER',
    id: sub,
    scopes: ['bookings:read'],
    venueRoles: {},
  });
  expect(await world.statusOf(await world.own.token())).toBe(401);
});

test('a key that comes is known within seconds; one that goes is good for five minutes more, remembered or not', async () => {
  await using world = await open();
  const { issuer, clock } = world;
  const old = await issuer.token(first);
  expect(await world.statusOf(old)).toBe(200);
  issuer.publication.keys = [second.jwk];

  await clock.advance(2_001);
  expect(await world.statusOf(await issuer.token(second))).toBe(200);
  expect(await world.statusOf(old)).toBe(200);
  expect(await world.statusOf(await issuer.token(first))).toBe(401);
  await clock.advance(300_000);

  expect(await world.statusOf(old)).toBe(401);
});

test('a key that is swapped under its name takes over within five minutes', async () => {
  await using world = await open();
  const { issuer, clock } = world;
  const [old, fresh] = await Promise.all([issuer.token(first), issuer.token(swapped)]);
  expect([await world.statusOf(old), await world.statusOf(fresh)]).toEqual([200, 401]);
  issuer.publication.keys = [swapped.jwk];

  await clock.advance(300_001);

  expect([await world.statusOf(old), await world.statusOf(fresh)]).toEqual([401, 200]);
});

test('keys that are away are an outage, and neither nobody nor somebody else', async () => {
  await using world = await open();
  world.issuer.publication.isAway = true;
  const token = await world.issuer.token(first);

  expect(await world.ask(token)).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
  world.issuer.publication.isAway = false;
  expect(await world.statusOf(token)).toBe(200);
});

test('a socket ends with its token from outside', async () => {
  await using world = await open();
  await using client = await world.gateway.socket(`Bearer ${await world.issuer.token(first)}`);

  await world.clock.advance(3_600_000);

  expect(await client.closed).toEqual({ code: 4403, reason: 'ACCESS_EXPIRED' });
});
