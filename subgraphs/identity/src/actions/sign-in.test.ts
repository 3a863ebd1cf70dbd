import { firstRow, newId, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { atOnce, claimsOf, freshEmail, newAccount, outcomesOf, password } from '../testing/accounts.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { cheapPasswords, recordingPasswords } from '../testing/passwords.ts';
import { grantRole } from './grant-role.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const wrong = (identity: OpenIdentity, email: string, address?: string) =>
  signIn(identity.scope(address === undefined ? {} : { address }), { email, password: 'something else' });

test.for(opened)('on the $kind platform who signs up is signed in, as a customer', async (identity) => {
  const { session, id } = await newAccount(identity);

  expect(claimsOf(session)).toMatchObject({
    sub: id,
    ver: 1,
    scope: 'bookings:read bookings:write',
    venue_roles: {},
  });
});

test.for(opened)(
  'on the $kind platform of many who sign up with one address at once, one gets it',
  async (identity) => {
    const email = freshEmail();

    const attempts = atOnce(8, (index) =>
      signUp(identity.scope(), { input: { email: index % 2 ? email.toUpperCase() : email, password } }),
    );

    expect(await outcomesOf(attempts)).toEqual({ done: 1, EMAIL_TAKEN: 7 });
    await expect(newAccount(identity, email)).rejects.toMatchObject({
      code: 'EMAIL_TAKEN',
      inputPath: ['input', 'email'],
    });
  },
);

test.for(opened)(
  'on the $kind platform whoever knows the password gets a session of their own, however they write the address',
  async (identity) => {
    const { email, session, id } = await newAccount(identity);

    const another = await signIn(identity.scope(), { email: ` ${email.toUpperCase()} `, password });

    expect(claimsOf(another)).toMatchObject({ sub: id });
    expect(claimsOf(another).sid).not.toBe(claimsOf(session).sid);
  },
);

test.for(opened)(
  'on the $kind platform a wrong password and an unknown address are refused alike',
  async (identity) => {
    const { email } = await newAccount(identity);
    const refusal = { code: 'INVALID_CREDENTIALS', message: 'The e-mail address or the password is wrong' };

    for (const each of [email, freshEmail(), 'no address', ''])
      await expect(wrong(identity, each)).rejects.toMatchObject(refusal);
  },
);

test.for(opened)(
  'on the $kind platform an address that nobody has costs one try, at a hash as heavy as those of today',
  async (identity) => {
    const { email } = await newAccount(identity);
    const passwords = recordingPasswords();

    for (const each of [email, freshEmail(), 'no address']) {
      const attempt = signIn(identity.scope({ passwords }), { email: each, password: 'something else' });
      await expect(attempt).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    }

    const today = '$argon2id$v=19$m=64,t=1,p=1';
    expect(passwords.tried).toEqual([today, today, today]);
  },
);

test.for(opened)(
  'on the $kind platform a password that is too short to choose, or too long to try, is refused',
  async (identity) => {
    const input = { email: freshEmail(), password: 'too short' };

    await expect(signUp(identity.scope(), { input })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      inputPath: ['input', 'password'],
    });
    await expect(signIn(identity.scope(), { ...input, password: 'x'.repeat(1_025) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      inputPath: ['password'],
    });
  },
);

test.for(opened)(
  'on the $kind platform after ten failures even the right password has to wait, longer each time',
  async (identity) => {
    const { email } = await newAccount(identity);
    const right = () => signIn(identity.scope(), { email, password });

    expect(await outcomesOf(atOnce(30, () => wrong(identity, email)))).toEqual({
      INVALID_CREDENTIALS: 10,
      TOO_MANY_ATTEMPTS: 20,
    });
    await expect(right()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS', details: { until: expect.any(String) } });

    await identity.platform.clock.advance(1_000);
    await expect(wrong(identity, email)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await identity.platform.clock.advance(1_000);
    await expect(right()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await identity.platform.clock.advance(1_000);
    expect(claimsOf(await right()).sub).toBeDefined();
    await expect(wrong(identity, email)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  },
);

test.for(opened)('on the $kind platform nobody locks somebody else out from another address', async (identity) => {
  const { email, id } = await newAccount(identity);

  await Promise.allSettled(atOnce(15, () => wrong(identity, email, '198.51.100.1')));

  await expect(wrong(identity, email, '198.51.100.1')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  const session = await signIn(identity.scope({ address: '203.0.113.7' }), { email, password });
  expect(claimsOf(session).sub).toBe(id);
});

test.for(opened)(
  'on the $kind platform who tries one password at many accounts has to wait as well',
  async (identity) => {
    const address = newId();

    const outcomes = await outcomesOf(atOnce(105, () => wrong(identity, freshEmail(), address)));

    expect(outcomes).toEqual({ INVALID_CREDENTIALS: 100, TOO_MANY_ATTEMPTS: 5 });
  },
);

test.for(opened)(
  'on the $kind platform successful sign-ins do not count, however many come from one address',
  async (identity) => {
    const { email } = await newAccount(identity);
    const address = newId();

    for (let count = 0; count < 3; count += 1) await signIn(identity.scope({ address }), { email, password });

    const kept = sql<{
      count: number;
    }>`select count(*)::integer as count from sign_in_attempts where address = ${address}`;
    expect(await firstRow(identity.scope().em, kept)).toEqual({ count: 0 });
  },
);

test.for(opened)(
  'on the $kind platform a hash of former parameters is replaced at sign-in, by many at once as well',
  async (identity) => {
    const { email, id } = await newAccount(identity);
    const passwords = cheapPasswords({ cost: { memoryCost: 128, timeCost: 1, parallelism: 1 } });
    const signInAgain = () => signIn(identity.scope({ passwords }), { email, password });

    expect(await outcomesOf(atOnce(5, signInAgain))).toEqual({ done: 5 });

    const hash = await firstRow(
      identity.scope().em,
      sql<{ hash: string }>`select password_hash as hash from users where id = ${id}`,
    );
    expect(hash?.hash).toMatch(/^\$argon2id\$v=19\$m=128,t=1,p=1\$/);
  },
);

test.for(opened)('on the $kind platform a token says what its bearer is and where', async (identity) => {
  const { email, id } = await newAccount(identity);
  const venueId = newId();
  await grantRole(identity.scope(), { userId: id, role: 'HOST', venueId });

  const { venue_roles, scope, ver } = claimsOf(await signIn(identity.scope(), { email, password }));

  expect({ venue_roles, ver }).toEqual({ venue_roles: { [venueId]: 'HOST' }, ver: 2 });
  expect(scope.split(' ')).toContain('devices:read');
});
