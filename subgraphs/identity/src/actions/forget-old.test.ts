import { firstRow, rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { freshEmail, newAccount } from '../testing/accounts.ts';
import { openIdentity } from '../testing/open-identity.ts';
import { newPartner } from '../testing/partners.ts';
import { forgetOld } from './forget-old.ts';
import { refreshSession } from './refresh-session.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { signIn } from './sign-in.ts';

const identity = await openIdentity();
afterAll(() => identity[Symbol.asyncDispose]());

const dayMs = 24 * 3_600_000;

const counts = () =>
  firstRow(
    identity.scope().em,
    sql<object>`select (select count(*)::integer from sessions) as sessions,
      (select count(*)::integer from refresh_tokens) as tokens,
      (select count(*)::integer from sign_in_attempts) as attempts`,
  );

test('what means nothing any more is forgotten, and nothing else', async () => {
  await newAccount(identity);
  const { session } = await newAccount(identity);
  await identity.platform.clock.advance(20 * dayMs);
  await refreshSession(identity.scope(), session);
  await signIn(identity.scope(), { email: freshEmail(), password: 'a guess' }).catch(() => {});
  await forgetOld(identity.scope());
  expect(await counts()).toEqual({ sessions: 2, tokens: 3, attempts: 1 });

  await identity.platform.clock.advance(10 * dayMs + 1_000);
  await forgetOld(identity.scope());

  expect(await counts()).toEqual({ sessions: 1, tokens: 1, attempts: 0 });
});

test('keys are forgotten 90 days after they were revoked, and good ones never', async () => {
  const { made, asMember } = await newPartner(identity);
  const { made: good } = await newPartner(identity);
  await revokeApiKey(asMember(), made.apiKey);
  const left = async () => {
    await forgetOld(identity.scope());
    const ids = [made.apiKey.id, good.apiKey.id];
    const kept = sql<{ id: string }>`select id from api_keys where id = any(${ids}::uuid[]) order by id`;
    return (await rows(identity.scope().em, kept)).map(({ id }) => id);
  };

  await identity.platform.clock.advance(89 * dayMs);
  expect(await left()).toEqual([made.apiKey.id, good.apiKey.id].toSorted());
  await identity.platform.clock.advance(dayMs + 1_000);

  expect(await left()).toEqual([good.apiKey.id]);
});
