import { MovableClock, openLog } from '@constellation/kit';
import { expect, test } from 'vitest';
import { openTokenIssuer, type TokenIssuer } from '../testing/token-issuer.ts';
import { ownKey } from './access-token.ts';
import { openKeySet } from './key-set.ts';

const one = await openTokenIssuer();
const other = await openTokenIssuer();
const log = openLog({ name: 'test', level: 'silent' });
const named = (kid: string) => ({ alg: 'EdDSA', kid });

/** A source whose keys a test changes, and that counts how often it is asked. */
function openSource(...issuers: readonly TokenIssuer[]) {
  const clock = new MovableClock();
  const source = {
    published: issuers.map(({ jwk }): object => jwk),
    asked: 0,
    isAway: false,
    answering: Promise.resolve(),
  };
  const ask = async () => {
    source.asked += 1;
    await source.answering;
    if (source.isAway) throw new Error('Nobody answers');
    return { keys: source.published };
  };
  return { source, clock, keys: openKeySet({ source: ask, kind: ownKey, clock, log }) };
}

test('keys are asked for once, however many ask for them at once', async () => {
  const { source, keys } = openSource(one);

  const found = await Promise.all(Array.from({ length: 20 }, () => keys.find(named(one.kid))));

  expect(found.every((key) => key?.type === 'public')).toBe(true);
  expect(source.asked).toBe(1);
});

test('a key that is not known is asked for anew, but made-up ones cost a question every two seconds', async () => {
  const { source, clock, keys } = openSource(one);
  await keys.find(named(one.kid));
  source.published.push(other.jwk);
  expect(await keys.find(named(other.kid))).toBeUndefined();
  expect(source.asked).toBe(1);

  await clock.advance(2_001);

  expect(await keys.find(named(other.kid))).toBeDefined();
  for (let index = 0; index < 20; index += 1) expect(await keys.find(named(`made up ${index}`))).toBeUndefined();
  expect(source.asked).toBe(2);
});

test('a key that is withdrawn is not known any more after five minutes', async () => {
  const { source, clock, keys } = openSource(one, other);
  await keys.find(named(one.kid));
  source.published = [other.jwk];

  await clock.advance(300_001);

  expect(await keys.find(named(one.kid))).toBeUndefined();
});

test('while nobody answers the keys that are known go on counting', async () => {
  const { source, clock, keys } = openSource(one);
  await keys.find(named(one.kid));
  source.isAway = true;

  await clock.advance(300_001);

  expect(await keys.find(named(one.kid))).toBeDefined();
});

test('a key that is known waits for nobody who is asked for another one', async () => {
  const { source, clock, keys } = openSource(one);
  await keys.find(named(one.kid));
  const answered = Promise.withResolvers<void>();
  source.answering = answered.promise;
  source.published.push(other.jwk);
  await clock.advance(2_001);

  const added = keys.find(named(other.kid));

  expect(await keys.find(named(one.kid))).toBeDefined();
  answered.resolve();
  expect(await added).toBeDefined();
});

test('a key that is no longer fresh is given at once, while keys are asked for behind it', async () => {
  const { source, clock, keys } = openSource(one);
  await keys.find(named(one.kid));
  const answered = Promise.withResolvers<void>();
  source.answering = answered.promise;
  source.published = [other.jwk];
  await clock.advance(150_001);

  const found = await Promise.all([keys.find(named(one.kid)), keys.find(named(one.kid))]);

  expect(found.every((key) => key?.type === 'public')).toBe(true);
  expect(source.asked).toBe(2);
  answered.resolve();
  await expect.poll(() => keys.find(named(one.kid))).toBeUndefined();
});

test('a key that is too old waits until keys were asked for', async () => {
  const { source, clock, keys } = openSource(one);
  await keys.find(named(one.kid));
  const answered = Promise.withResolvers<void>();
  source.answering = answered.promise;
  source.published = [other.jwk];
  await clock.advance(300_001);

  const found = keys.find(named(one.kid));
  answered.resolve();

  expect(await found).toBeUndefined();
});

test('while no keys are known nobody is judged, and the first answer ends that', async () => {
  const { source, keys } = openSource(one);
  source.isAway = true;
  await expect(keys.find(named(one.kid))).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });

  source.isAway = false;

  expect(await keys.find(named(one.kid))).toBeDefined();
});

test('keys of another kind are not taken, whatever they are called', async () => {
  const { source, keys } = openSource();
  source.published = [{ ...one.jwk, kty: 'oct', k: 'c2VjcmV0' }];

  await expect(keys.find(named(one.kid))).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
});
