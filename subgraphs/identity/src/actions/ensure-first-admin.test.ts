import { rows, sql } from '@constellation/kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atOnce, claimsOf, freshEmail, newAccount, password } from '../testing/accounts.ts';
import { tokenFor } from '../testing/mails.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { ensureFirstAdmin } from './ensure-first-admin.ts';
import { refreshSession } from './refresh-session.ts';
import { resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';

let identity: OpenIdentity;
beforeEach(async () => void (identity = await openIdentity()));
afterEach(() => identity[Symbol.asyncDispose]());

const ensure = (email: string) => ensureFirstAdmin(identity.scope(), { email, password: 'another password' });

const admins = async () =>
  (
    await rows(
      identity.scope().em,
      sql<{ email: string }>`select email from users join role_grants on user_id = id where role = 'ADMIN'`,
    )
  ).map(({ email }) => email);

test('of many processes that start at once one opens the account, and whoever has the password runs the platform', async () => {
  const emails = Array.from({ length: 8 }, freshEmail);

  await Promise.all(atOnce(8, (index) => ensure(emails[index] ?? '')));

  const [email = '', ...more] = await admins();
  expect(more).toEqual([]);
  const { scope } = claimsOf(await signIn(identity.scope(), { email, password: 'another password' }));
  expect(scope.split(' ')).toEqual(expect.arrayContaining(['admin', 'bookings:read']));
});

test('an account that has the address is taken from whoever opened it, with all that they could come back by', async () => {
  const { email, id, session } = await newAccount(identity);
  const token = await tokenFor(identity, { email, id });

  await Promise.all(atOnce(4, () => ensure(email.toUpperCase())));

  expect(await admins()).toEqual([email]);
  const revoked = { version: 2, sessionId: null, reason: 'PASSWORD_CHANGED' };
  expect((await identity.revocations(id)).filter(({ reason }) => reason !== null)).toEqual([revoked]);
  await expect(refreshSession(identity.scope(), session)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  await expect(resetPassword(identity.scope(), { token: token ?? '', password })).rejects.toMatchObject({
    code: 'RESET_TOKEN_INVALID',
  });
  await expect(signIn(identity.scope(), { email, password })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  const taken = await signIn(identity.scope(), { email, password: 'another password' });
  expect(claimsOf(taken)).toMatchObject({ sub: id, ver: 2 });
  expect(claimsOf(taken).scope.split(' ')).toContain('admin');
});

test('where somebody runs the platform nothing happens', async () => {
  const [first, second] = [freshEmail(), freshEmail()];
  await ensure(first);

  await ensure(second);
  await ensure(first);

  expect(await admins()).toEqual([first]);
  const users = await rows(identity.scope().em, sql`select from users`);
  expect(users).toHaveLength(1);
});

test('an address or a password that nobody could sign up with is refused', async () => {
  await expect(ensure('no address')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(ensure('admin@demo.constellation.test')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(ensureFirstAdmin(identity.scope(), { email: freshEmail(), password: 'short' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(await admins()).toEqual([]);
});
