import { firstRow, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { freshEmail, newAccount } from '../testing/accounts.ts';
import { openIdentity } from '../testing/open-identity.ts';
import { forgetOld } from './forget-old.ts';
import { refreshSession } from './refresh-session.ts';
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
