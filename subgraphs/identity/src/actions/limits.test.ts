import { newId } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { atOnce, claimsOf, freshEmail, newAccount, outcomesOf, password } from '../testing/accounts.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { busyPasswords, cheapPasswords, countingPasswords } from '../testing/passwords.ts';
import { changePassword } from './change-password.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const hourMs = 3_600_000;

const wrong = (identity: OpenIdentity, email: string, address: string) =>
  signIn(identity.scope({ address }), { email, password: 'something else' });

test.for(opened)(
  'on the $kind platform of many who sign up from one address at once a hundred are hashed, and others sign in meanwhile',
  async (identity) => {
    const { email, id } = await newAccount(identity);
    const address = newId();
    const passwords = countingPasswords();
    const come = () => signUp(identity.scope({ address, passwords }), { input: { email: freshEmail(), password } });

    const crowd = outcomesOf(atOnce(130, come));
    const session = await signIn(identity.scope({ address: newId(), passwords }), { email, password });

    expect(claimsOf(session).sub).toBe(id);
    expect(await crowd).toEqual({ done: 100, TOO_MANY_ATTEMPTS: 30 });
    expect(passwords.counts).toEqual({ hashed: 100, tried: 1 });
    await expect(come()).rejects.toMatchObject({ details: { until: expect.stringMatching(/^20.*Z$/) } });
    await identity.platform.clock.advance(hourMs);
    expect(claimsOf(await come()).ver).toBe(1);
  },
);

test.for(opened)('on the $kind platform nothing is hashed for an address that somebody has', async (identity) => {
  const { email } = await newAccount(identity);
  const passwords = countingPasswords();

  await expect(signUp(identity.scope({ passwords }), { input: { email, password } })).rejects.toMatchObject({
    code: 'EMAIL_TAKEN',
  });

  expect(passwords.counts).toEqual({ hashed: 0, tried: 0 });
});

test.for(opened)(
  'on the $kind platform a next password is hashed only for who knows the present one, and is tried no more than others',
  async (identity) => {
    const { email, principal, id } = await newAccount(identity);
    const passwords = countingPasswords();
    const scope = () => identity.scope({ principal, passwords });
    const next = 'a new and better one';

    const guesses = atOnce(30, () => changePassword(scope(), { current: 'something else', next }));

    expect(await outcomesOf(guesses)).toEqual({ INVALID_CREDENTIALS: 10, TOO_MANY_ATTEMPTS: 20 });
    expect(passwords.counts).toEqual({ hashed: 0, tried: 10 });
    await identity.platform.clock.advance(1_000);
    await changePassword(scope(), { current: password, next });
    expect(passwords.counts).toEqual({ hashed: 1, tried: 11 });
    expect(claimsOf(await signIn(identity.scope(), { email, password: next })).sub).toBe(id);
  },
);

test.for(opened)(
  'on the $kind platform what is refused as there is too much to do is no attempt, and puts no other off',
  async (identity) => {
    const { email, id } = await newAccount(identity);
    const address = newId();
    const tryAt = (guess: string, passwords = cheapPasswords()) =>
      signIn(identity.scope({ address, passwords }), { email, password: guess });
    const fail = () => outcomesOf([tryAt('something else')]);
    for (let round = 0; round < 11; round += 1)
      expect(await outcomesOf(atOnce(10, () => tryAt(password, busyPasswords())))).toEqual({ BUSY: 10 });
    for (let count = 0; count < 10; count += 1) expect(await fail()).toEqual({ INVALID_CREDENTIALS: 1 });
    expect(await fail()).toEqual({ TOO_MANY_ATTEMPTS: 1 });

    await identity.platform.clock.advance(1_000);
    await expect(tryAt(password, busyPasswords())).rejects.toMatchObject({ code: 'BUSY' });

    expect(claimsOf(await tryAt(password)).sub).toBe(id);
  },
);

test.for(opened)(
  'on the $kind platform one who fails for days does not lock out who signs in at the same address',
  async (identity) => {
    const [ada, bob] = [await newAccount(identity), await newAccount(identity)];
    const address = newId();

    for (let quarter = 0; quarter < 4 * 5; quarter += 1) {
      await Promise.allSettled(atOnce(11, () => wrong(identity, ada.email, address)));
      await signIn(identity.scope({ address }), { email: bob.email, password });
      await Promise.allSettled(atOnce(15, () => wrong(identity, freshEmail(), address)));
      await identity.platform.clock.advance(6 * hourMs);
    }

    const session = await signIn(identity.scope({ address }), { email: bob.email, password });
    expect(claimsOf(session).sub).toBe(bob.id);
  },
);

test.for(opened)(
  'on the $kind platform what fails at an address drains, and no faster by a success',
  async (identity) => {
    const { email, id } = await newAccount(identity);
    const address = newId();
    const failing = () => outcomesOf(atOnce(20, () => wrong(identity, freshEmail(), address)));
    await Promise.allSettled(atOnce(100, () => wrong(identity, freshEmail(), address)));
    expect(await failing()).toEqual({ TOO_MANY_ATTEMPTS: 20 });

    await identity.platform.clock.advance(180_000);

    expect(claimsOf(await signIn(identity.scope({ address }), { email, password })).sub).toBe(id);
    expect(await failing()).toEqual({ INVALID_CREDENTIALS: 5, TOO_MANY_ATTEMPTS: 15 });
  },
);
