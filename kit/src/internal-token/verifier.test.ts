import { expect, test } from 'vitest';
import { MovableClock } from '../clock.ts';
import { type Principal } from '../principal.ts';
import { forgeries } from '../testing/forgeries.ts';
import { administrator } from '../testing/people.ts';
import { readGatewayKey, readGatewayPublicKeys } from './keys.ts';
import { makeGatewayKeys } from './make-keys.ts';
import { openMint } from './mint.ts';
import { openVerifier, TokenRefused } from './verifier.ts';

const pair = makeGatewayKeys();
const key = readGatewayKey(pair.key);
const keys = readGatewayPublicKeys(pair.publicKeys);

const host: Principal = {
  kind: 'USER',
  id: 'Zoë’s 店',
  sessionId: '0190b3f2-0000-7000-8000-000000000002',
  scopes: ['bookings:read', 'bookings:write'],
  venueRoles: { 'venue-1': 'HOST' },
};

test.for([host, administrator])('a principal arrives whole', async (principal) => {
  const token = await openMint({ key }).tokenFor(principal);

  expect(await openVerifier({ keys }).verify(token)).toEqual(principal);
});

test.for(await forgeries(pair))('refused: $what', async ({ token, reason }) => {
  const verifier = openVerifier({ keys });

  await expect(verifier.verify(token)).rejects.toMatchObject({ name: 'TokenRefused', reason });
  await expect(verifier.verify(token)).rejects.toMatchObject({ name: 'TokenRefused', reason });
});

test.for([undefined, ''])('nothing is refused, too', async (token) => {
  await expect(openVerifier({ keys }).verify(token)).rejects.toMatchObject({ reason: 'MISSING' });
});

test('a refusal repeats nothing of the token', async () => {
  const [head, body, signature] = (await openMint({ key }).tokenFor(host)).split('.');
  const refused = await openVerifier({ keys: new Map() })
    .verify(`${head}.${body}.${signature}`)
    .catch((error: unknown) => error);

  expect(refused).toBeInstanceOf(TokenRefused);
  expect(refused).not.toHaveProperty('cause');
  expect(JSON.stringify(refused)).not.toContain(host.id);
});

test('a token that is remembered ends when it says, not later', async () => {
  const clock = new MovableClock();
  const verifier = openVerifier({ keys, clock });
  const token = await openMint({ key, lifeSeconds: 10, clock }).tokenFor(host);
  await verifier.verify(token);

  await clock.advance(9_000);
  expect(await verifier.verify(token)).toEqual(host);
  await clock.advance(2_000);

  await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'ERR_JWT_EXPIRED' });
});

test('two gateways with keys of their own are believed by whoever knows both', async () => {
  const next = makeGatewayKeys();
  const both = openVerifier({ keys: new Map([...keys, ...readGatewayPublicKeys(next.publicKeys)]) });
  const tokens = await Promise.all(
    [key, readGatewayKey(next.key)].map((each) => openMint({ key: each }).tokenFor(host)),
  );

  expect(await Promise.all(tokens.map((token) => both.verify(token)))).toEqual([host, host]);
});
