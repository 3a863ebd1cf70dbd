import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { atOnce, bearerOf, claimsOf, newAccount, outcomesOf, password } from '../testing/accounts.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { changePassword } from './change-password.ts';
import type { IssuedSession } from './issue-session.ts';
import { refreshSession } from './refresh-session.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const over = { code: 'SESSION_ENDED' };

const refresh = (identity: OpenIdentity, { refreshToken }: IssuedSession) =>
  refreshSession(identity.scope(), { refreshToken });
const next = 'a new and better one';

test.for(opened)('on the $kind platform a refresh gives new tokens of the same session', async (identity) => {
  const { session } = await newAccount(identity);

  const refreshed = await refresh(identity, session);

  expect(claimsOf(refreshed).sid).toBe(claimsOf(session).sid);
  expect(refreshed.refreshToken).not.toBe(session.refreshToken);
  expect(claimsOf(await refresh(identity, refreshed)).sid).toBe(claimsOf(session).sid);
});

test.for(opened)(
  'on the $kind platform a client that lost the answer may ask again at once, ten times at once as well',
  async (identity) => {
    const { session, id } = await newAccount(identity);

    const refreshed = await Promise.all(atOnce(10, () => refresh(identity, session)));

    expect(new Set(refreshed.map(({ refreshToken }) => refreshToken)).size).toBe(10);
    expect(claimsOf(await refresh(identity, refreshed[7] ?? session)).sid).toBe(claimsOf(session).sid);
    expect(await identity.revocations(id)).toEqual([]);
  },
);

test.for(opened)(
  'on the $kind platform a used token that comes back later ends the session, once, for the thief and for the owner',
  async (identity) => {
    const { session, id } = await newAccount(identity);
    const refreshed = await refresh(identity, session);
    await identity.platform.clock.advance(10_000);

    expect(await outcomesOf(atOnce(10, () => refresh(identity, session)))).toEqual({ SESSION_ENDED: 10 });

    await expect(refresh(identity, refreshed)).rejects.toMatchObject(over);
    const { sid: sessionId } = claimsOf(session);
    expect(await identity.revocations(id)).toEqual([{ version: 2, sessionId, reason: 'REFRESH_REUSED' }]);
  },
);

test.for(opened)(
  'on the $kind platform of tokens that were given for one, only the lineage that goes on is good',
  async (identity) => {
    const { session } = await newAccount(identity);
    const [one, other] = await Promise.all([refresh(identity, session), refresh(identity, session)]);
    await refresh(identity, one);
    await identity.platform.clock.advance(10_000);

    await expect(refresh(identity, other)).rejects.toMatchObject(over);
  },
);

test.for(opened)(
  'on the $kind platform the grandparent of a token is never good again, however soon',
  async (identity) => {
    const { session } = await newAccount(identity);
    await refresh(identity, await refresh(identity, session));

    await expect(refresh(identity, session)).rejects.toMatchObject(over);
  },
);

test.for(opened)('on the $kind platform a token is good for 30 days', async (identity) => {
  const { session } = await newAccount(identity);
  await identity.platform.clock.advance(30 * 24 * 3_600_000);

  await expect(refresh(identity, session)).rejects.toMatchObject(over);
});

test.for(opened)('on the $kind platform whatever is no token of ours is refused', async (identity) => {
  for (const refreshToken of ['', 'x', 'é'.repeat(100_000)])
    await expect(refreshSession(identity.scope(), { refreshToken })).rejects.toMatchObject(over);
});

test.for(opened)('on the $kind platform signing out ends the session, once, and no other', async (identity) => {
  const { session, id, email, principal } = await newAccount(identity);
  const elsewhere = await signIn(identity.scope(), { email, password });

  await Promise.all(atOnce(5, () => signOut(identity.scope({ principal }))));

  await expect(refresh(identity, session)).rejects.toMatchObject(over);
  const { sid: sessionId } = claimsOf(session);
  expect(await identity.revocations(id)).toEqual([{ version: 2, sessionId, reason: 'SIGNED_OUT' }]);
  expect(claimsOf(await refresh(identity, elsewhere)).ver).toBe(2);
});

test.for(opened)('on the $kind platform a session that ends while it is refreshed is over', async (identity) => {
  const { session, principal } = await newAccount(identity);

  const [, ...refreshed] = await Promise.allSettled([
    signOut(identity.scope({ principal })),
    ...atOnce(5, () => refresh(identity, session)),
  ]);

  const given = refreshed.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  expect(await outcomesOf([session, ...given].map((each) => refresh(identity, each)))).toEqual({
    SESSION_ENDED: given.length + 1,
  });
});

test.for(opened)(
  'on the $kind platform a new password ends every session but the one that begins with it',
  async (identity) => {
    const { session, id, email, principal } = await newAccount(identity);
    const elsewhere = await signIn(identity.scope(), { email, password });

    const changed = await changePassword(identity.scope({ principal }), { current: password, next });

    expect(await outcomesOf([session, elsewhere].map((each) => refresh(identity, each)))).toEqual({ SESSION_ENDED: 2 });
    expect(await identity.revocations(id)).toEqual([{ version: 2, sessionId: null, reason: 'PASSWORD_CHANGED' }]);
    expect(claimsOf(changed).ver).toBe(2);
    await refresh(identity, changed);
    await expect(signIn(identity.scope(), { email, password })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await signIn(identity.scope(), { email, password: next });
  },
);

test.for(opened)(
  'on the $kind platform no refresh outlives a change of the password that it meets',
  async (identity) => {
    const { session, email, principal } = await newAccount(identity);

    const [, ...refreshed] = await Promise.allSettled([
      changePassword(identity.scope({ principal }), { current: password, next }),
      ...atOnce(5, () => refresh(identity, session)),
      signIn(identity.scope(), { email, password }),
    ]);

    const given = refreshed.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(await outcomesOf([session, ...given].map((each) => refresh(identity, each)))).toEqual({
      SESSION_ENDED: given.length + 1,
    });
  },
);

test.for(opened)('on the $kind platform of two new passwords at once one counts', async (identity) => {
  const { principal } = await newAccount(identity);

  const changes = ['the first of two', 'the second of two'].map((each) =>
    changePassword(identity.scope({ principal }), { current: password, next: each }),
  );

  expect(Object.values(await outcomesOf(changes))).toEqual([1, 1]);
});

test.for(opened)(
  'on the $kind platform a wrong current password changes nothing, and counts as an attempt',
  async (identity) => {
    const { session, principal } = await newAccount(identity);
    const guess = () => changePassword(identity.scope({ principal }), { current: 'a guess', next });

    await expect(guess()).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS', inputPath: ['current'] });

    expect(await outcomesOf(atOnce(20, guess))).toEqual({ INVALID_CREDENTIALS: 9, TOO_MANY_ATTEMPTS: 11 });
    expect(bearerOf(await refresh(identity, session))).toEqual(principal);
  },
);

test.for(opened)(
  'on the $kind platform who shows no session has none to end, and no password to change',
  async (identity) => {
    const refused = { code: 'FORBIDDEN' };

    await expect(signOut(identity.scope())).rejects.toMatchObject(refused);
    await expect(changePassword(identity.scope(), { current: password, next })).rejects.toMatchObject(refused);
  },
);
