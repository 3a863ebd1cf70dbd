import { newId, rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { atOnce, claimsOf, freshEmail, newAccount, outcomesOf, password } from '../testing/accounts.ts';
import { mailTo, sendAll, tokenFor } from '../testing/mails.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { changePassword } from './change-password.ts';
import { forgetOld } from './forget-old.ts';
import { refreshSession } from './refresh-session.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const next = 'a new and better one';
const invalid = { code: 'RESET_TOKEN_INVALID', inputPath: ['token'] };

const reset = (identity: OpenIdentity, token = '') => resetPassword(identity.scope(), { token, password: next });

test.for(opened)(
  'on the $kind platform whoever gets the mail sets a password, once, and is signed in, alone',
  async (identity) => {
    const { email, id, session } = await newAccount(identity);
    const token = await tokenFor(identity, { email, id });

    const attempts = atOnce(5, () => reset(identity, token));

    expect(await outcomesOf(attempts)).toEqual({ done: 1, RESET_TOKEN_INVALID: 4 });
    await expect(refreshSession(identity.scope(), session)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    expect(await identity.revocations(id)).toContainEqual({ version: 2, sessionId: null, reason: 'PASSWORD_RESET' });
    await expect(signIn(identity.scope(), { email, password })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(claimsOf(await signIn(identity.scope(), { email, password: next })).sub).toBe(id);
  },
);

test.for(opened)(
  'on the $kind platform a mail is asked for without a look at accounts, so that the time tells of none',
  async (identity) => {
    const { email } = await newAccount(identity);

    await identity.scope().em.transactional(async (tx) => {
      // Whoever looked would wait for the end of this.
      await rows(tx, sql`lock table users in access exclusive mode`);
      for (const each of [email, freshEmail()])
        expect(await requestPasswordReset(identity.scope(), { email: each })).toBe(true);
    });
  },
);

test.for(opened)('on the $kind platform the session that begins with a new password is good', async (identity) => {
  const { email, id } = await newAccount(identity);

  const session = await reset(identity, await tokenFor(identity, { email, id }));

  expect(claimsOf(session)).toMatchObject({ sub: id, ver: 2 });
  expect(claimsOf(await refreshSession(identity.scope(), session)).sub).toBe(id);
});

test.for(opened)('on the $kind platform the newest mail counts, and for an hour', async (identity) => {
  const { email, id } = await newAccount(identity);
  const first = await tokenFor(identity, { email, id });
  const second = await tokenFor(identity, { email, id });
  expect(first).not.toBe(second);

  await expect(reset(identity, first)).rejects.toMatchObject(invalid);
  await identity.platform.clock.advance(3_540_000);
  await expect(reset(identity, first)).rejects.toMatchObject(invalid);
  await identity.platform.clock.advance(60_000);
  await expect(reset(identity, second)).rejects.toMatchObject(invalid);
});

test.for(opened)('on the $kind platform a changed password makes the mail void', async (identity) => {
  const { email, id, principal } = await newAccount(identity);
  const token = await tokenFor(identity, { email, id });

  await changePassword(identity.scope({ principal }), { current: password, next: 'changed by hand' });

  await expect(reset(identity, token)).rejects.toMatchObject(invalid);
  expect(await mailTo(identity, id)).toBeUndefined();
});

test.for(opened)('on the $kind platform a password that is refused leaves the token good', async (identity) => {
  const { email, id } = await newAccount(identity);
  const token = (await tokenFor(identity, { email, id })) ?? '';

  await expect(resetPassword(identity.scope(), { token, password: 'short' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    inputPath: ['password'],
  });
  await expect(reset(identity, newId())).rejects.toMatchObject(invalid);

  expect(claimsOf(await reset(identity, token)).sub).toBe(id);
});

test.for(opened)(
  'on the $kind platform known and unknown addresses are answered alike, by the same statements, however often',
  async (identity) => {
    const { email, id } = await newAccount(identity);
    const address = newId();
    const ask = (given: string) => requestPasswordReset(identity.scope({ address }), { email: given });

    const answers = await Promise.all([
      ...atOnce(6, () => ask(email)),
      ...atOnce(6, () => ask(freshEmail())),
      ask('no address'),
      ask(''),
    ]);
    await sendAll(identity);

    expect(new Set(answers)).toEqual(new Set([true]));
    expect(await mailTo(identity, id)).toMatchObject({ userId: id, email });
    const mails = sql`select mails from password_resets where user_id = ${id}`;
    expect(await rows(identity.scope().em, mails)).toEqual([{ mails: 3 }]);
  },
);

test.for(opened)(
  'on the $kind platform nobody gets more than ten mails an hour, wherever they are asked for',
  async (identity) => {
    const { email, id } = await newAccount(identity);
    const mails = async () => rows(identity.scope().em, sql`select mails from password_resets where user_id = ${id}`);

    for (const address of Array.from({ length: 8 }, newId))
      await Promise.all(atOnce(2, () => requestPasswordReset(identity.scope({ address }), { email })));
    await sendAll(identity);
    expect(await mails()).toEqual([{ mails: 10 }]);

    await identity.platform.clock.advance(3_600_000);
    await requestPasswordReset(identity.scope({ address: newId() }), { email });
    await sendAll(identity);
    expect(await mails()).not.toEqual([{ mails: 10 }]);
  },
);

test.for(opened)(
  'on the $kind platform beyond its twenty an address leaves no more rows, whatever it asks for',
  async (identity) => {
    const address = newId();
    const made = Array.from({ length: 30 }, freshEmail);
    const { em } = identity.scope();
    const kept = () => rows(em, sql`select from password_reset_counts where account is not null`);
    const before = (await kept()).length;

    for (const email of [...made, `${'x'.repeat(1_000)}@example.org`])
      expect(await requestPasswordReset(identity.scope({ address }), { email })).toBe(true);

    expect(await kept()).toHaveLength(before + 40);
  },
);

test.for(opened)(
  'on the $kind platform neither address nor token is kept once the mail is used or has expired',
  async (identity) => {
    const used = await newAccount(identity);
    const unused = await newAccount(identity);
    const tokens = [await tokenFor(identity, used), await tokenFor(identity, unused)];
    const written = async (text = '') => {
      const { em } = identity.scope();
      return rows(em, sql`select from outbox where event::text like ${`%${text}%`}`);
    };
    expect((await Promise.all(tokens.map(written))).flat()).toHaveLength(2);

    await reset(identity, tokens[0]);
    expect(await written(tokens[0])).toEqual([]);
    expect(await written(used.email)).toEqual([]);
    expect(await mailTo(identity, used.id)).toBeUndefined();

    await identity.platform.clock.advance(3_600_000);
    await forgetOld(identity.scope());
    expect(await written(tokens[1])).toEqual([]);
    expect(await mailTo(identity, unused.id)).toBeUndefined();
  },
);

test.for(opened)('on the $kind platform failed sign-ins do not count after a new password', async (identity) => {
  const { email, id } = await newAccount(identity);
  await Promise.allSettled(atOnce(12, () => signIn(identity.scope(), { email, password: 'a guess' })));
  await expect(signIn(identity.scope(), { email, password })).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });

  await reset(identity, await tokenFor(identity, { email, id }));

  expect(claimsOf(await signIn(identity.scope(), { email, password: next })).sub).toBe(id);
});
