import { newId } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import type { Passwords } from '../outside/passwords.ts';
import { atOnce, newAccount, outcomesOf, password } from '../testing/accounts.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { newPartner } from '../testing/partners.ts';
import { cheapPasswords } from '../testing/passwords.ts';
import { changePassword } from './change-password.ts';
import { grantRole } from './grant-role.ts';
import { judgeCredential } from './judge-credential.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { signIn } from './sign-in.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const byPassword = (identity: OpenIdentity, email: string, typed = password, asked: Asked = {}) =>
  judgeCredential(identity.scope({ address: newId(), ...asked }), { kind: 'PASSWORD', email, password: typed });

type Asked = Parameters<OpenIdentity['scope']>[0];

const byKey = (identity: OpenIdentity, key: string) => judgeCredential(identity.scope(), { kind: 'KEY', key });

/** How often passwords are tried with it. */
function countingPasswords() {
  const inner = cheapPasswords();
  const counted = { tried: 0 };
  const passwords: Passwords = {
    ...inner,
    verify: (kept, typed) => {
      counted.tried += 1;
      return inner.verify(kept, typed);
    },
  };
  return { counted, passwords };
}

test.for(opened)(
  'on the $kind platform a password speaks for its owner, with no session and their roles',
  async (identity) => {
    const { email, id, session } = await newAccount(identity);

    expect(await byPassword(identity, ` ${email.toUpperCase()} `)).toEqual({
      principal: { kind: 'USER', id, scopes: ['bookings:read', 'bookings:write'], venueRoles: {} },
      version: 1,
    });
    const venueId = newId();
    await grantRole(identity.scope(), { userId: session.user.id, role: 'HOST', venueId });

    expect(await byPassword(identity, email)).toMatchObject({
      principal: { venueRoles: { [venueId]: 'HOST' } },
      version: 2,
    });
  },
);

test.for(opened)(
  'on the $kind platform of an old and a new password the new one speaks, for a newer version',
  async (identity) => {
    const { email, principal } = await newAccount(identity);
    const next = 'an even better one';

    await changePassword(identity.scope({ principal }), { current: password, next });

    await expect(byPassword(identity, email)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await byPassword(identity, email, next)).toMatchObject({ version: 2 });
  },
);

test.for(opened)(
  'on the $kind platform guesses count together with sign-ins, and those beyond the free ones are not even tried',
  async (identity) => {
    const { email } = await newAccount(identity);
    const address = newId();
    const { counted, passwords } = countingPasswords();
    const asked = { address, passwords };

    const outcomes = await outcomesOf([
      ...atOnce(10, () => byPassword(identity, email, 'a wrong guess', asked)),
      ...atOnce(10, () => signIn(identity.scope(asked), { email, password: 'a wrong guess' })),
    ]);

    expect(outcomes).toEqual({ INVALID_CREDENTIALS: 10, TOO_MANY_ATTEMPTS: 10 });
    expect(counted.tried).toBe(10);
    await expect(byPassword(identity, email, password, asked)).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      details: { until: expect.any(String) },
    });
    expect(await byPassword(identity, email)).toMatchObject({ version: 1 });
  },
);

test.for(opened)(
  'on the $kind platform what nobody could have typed, and who is not known, is refused',
  async (identity) => {
    await expect(byPassword(identity, 'no address')).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await expect(byPassword(identity, 'a@example.org', 'x'.repeat(1_025))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  },
);

test.for(opened)('on the $kind platform a key speaks for its partner until it is revoked', async (identity) => {
  const { id, made, asMember } = await newPartner(identity);

  expect(await byKey(identity, made.key)).toEqual({
    principal: { kind: 'PARTNER', id, sessionId: made.apiKey.id, scopes: ['bookings:read'], venueRoles: {} },
    version: 1,
  });
  await revokeApiKey(asMember(), made.apiKey);

  for (const key of [made.key, `${made.key.slice(0, -1)}-`, made.apiKey.prefix, ''])
    await expect(byKey(identity, key)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
});

test.for(opened)('on the $kind platform when a key was used last is noted once a minute', async (identity) => {
  const { made, asMember } = await newPartner(identity);
  const { principal } = asMember();
  const lastUsed = async () => {
    const { data } = await identity.ask('{ me { partner { apiKeys { lastUsedAt } } } }', {}, { principal });
    return JSON.stringify(data);
  };
  const never = await lastUsed();

  await Promise.all(atOnce(5, () => byKey(identity, made.key)));
  const first = await lastUsed();
  await identity.platform.clock.advance(59_000);
  await byKey(identity, made.key);
  const same = await lastUsed();
  await identity.platform.clock.advance(2_000);
  await byKey(identity, made.key);

  expect(never).toContain('"lastUsedAt":null');
  expect(first).toContain('"lastUsedAt":"20');
  expect(same).toBe(first);
  expect(await lastUsed()).not.toBe(first);
});
