import { platformKinds } from '@constellation/kit/testing';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { atOnce, newAccount } from '../testing/accounts.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { publishKeys } from './publish-keys.ts';
import { refreshSession } from './refresh-session.ts';
import { rotateKeys } from './rotate-keys.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const hourMs = 3_600_000;

const published = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) });

const kidsOf = async (identity: OpenIdentity) => {
  const { keys } = published.parse(await identity.subgraph.get('/jwks'));
  return keys.map(({ kid }) => kid);
};
const signedBy = async (identity: OpenIdentity, token: string) => {
  const keys = createLocalJWKSet(published.parse(await publishKeys(identity.scope())));
  const currentDate = new Date(identity.platform.clock.now().epochMilliseconds);
  return (await jwtVerify(token, keys, { currentDate })).protectedHeader.kid;
};

test.for(opened)('on the $kind platform keys follow each other, and nobody is signed out', async (identity) => {
  const { clock } = identity.platform;
  const next = async (from: { readonly refreshToken: string }) => refreshSession(identity.scope(), from);
  await Promise.all(atOnce(8, () => rotateKeys(identity.scope())));
  const [first, ...others] = await kidsOf(identity);
  expect(others).toEqual([]);

  await clock.advance(715 * hourMs);
  const { session } = await newAccount(identity);
  await clock.advance(5 * hourMs);
  await Promise.all(atOnce(8, () => rotateKeys(identity.scope())));
  const [, second, ...more] = await kidsOf(identity);
  expect(more).toEqual([]);

  const last = await next(session);
  expect(await signedBy(identity, last.accessToken)).toBe(first);
  await clock.advance(hourMs);
  const newer = await next(last);
  expect(await signedBy(identity, newer.accessToken)).toBe(second);
  expect(await kidsOf(identity)).toEqual([first, second]);

  await clock.advance(hourMs);
  await rotateKeys(identity.scope());
  expect(await kidsOf(identity)).toEqual([second]);
});

test.for(opened)('on the $kind platform what is published can only verify', async (identity) => {
  const { keys } = await publishKeys(identity.scope());

  expect(keys).not.toEqual([]);
  for (const key of keys) {
    expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect(key).toMatchObject({ alg: 'EdDSA', crv: 'Ed25519', kty: 'OKP', use: 'sig' });
  }
});
