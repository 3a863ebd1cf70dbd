import { expect, test } from 'vitest';
import { MovableClock } from '../clock.ts';
import { administrator } from '../testing/people.ts';
import { readGatewayKey } from './keys.ts';
import { makeGatewayKeys } from './make-keys.ts';
import { openMint } from './mint.ts';

const key = readGatewayKey(makeGatewayKeys().key);
const open = () => {
  const clock = new MovableClock();
  return { clock, mint: openMint({ key, clock, lifeSeconds: 60 }) };
};
const partOf = (token: string, part: number): unknown =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString());

test('a token says what it is for, who made it and how long it is good for', async () => {
  const token = await open().mint.tokenFor(administrator);

  expect(partOf(token, 0)).toEqual({ alg: 'EdDSA', typ: 'constellation-internal+jwt', kid: key.id });
  const { iat, exp, ...claims } = partOf(token, 1) as { iat: number; exp: number };
  expect(claims).toEqual({
    iss: 'constellation-gateway',
    aud: 'constellation-subgraphs',
    principal: administrator,
  });
  expect(exp - iat).toBeGreaterThanOrEqual(60);
  expect(exp - iat).toBeLessThanOrEqual(61);
});

test('whoever asks again within half of its life gets the same token, then a new one', async () => {
  const { clock, mint } = open();
  const first = await mint.tokenFor(administrator);

  await clock.advance(29_000);
  expect(await mint.tokenFor({ ...administrator })).toBe(first);
  await clock.advance(2_000);

  expect(await mint.tokenFor(administrator)).not.toBe(first);
});

test('many who ask at once get one token', async () => {
  const { mint } = open();

  const tokens = await Promise.all(Array.from({ length: 50 }, () => mint.tokenFor(administrator)));

  expect(new Set(tokens).size).toBe(1);
});

test.for([
  ['id', { id: 'another' }],
  ['kind', { kind: 'PARTNER' }],
  ['session', { sessionId: 'one' }],
  ['scopes', { scopes: [] }],
  ['venues', { venueRoles: { 'venue-1': 'HOST' } }],
] as const)('who differs in nothing but the %s gets another one', async ([, difference]) => {
  const { mint } = open();

  const tokens = [await mint.tokenFor(administrator), await mint.tokenFor({ ...administrator, ...difference })];

  expect(new Set(tokens).size).toBe(2);
});
