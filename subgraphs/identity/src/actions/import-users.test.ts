import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { atOnce, claimsOf, newAccount, password } from '../testing/accounts.ts';
import { accountsOf, foreignPerson as person, importAll } from '../testing/foreign-people.ts';
import { openIdentity } from '../testing/open-identity.ts';
import { importUsers } from './import-users.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

test.for(opened)('on the $kind platform who is taken over is a customer and signs in as before', async (identity) => {
  const ada = person();

  expect(await importAll(identity, [ada])).toEqual({ imported: 1, present: 0, rejected: [] });

  expect(await accountsOf(identity, [ada])).toEqual([
    {
      name: 'Ada',
      source: 'tickets',
      id: ada.id,
      createdAt: '2025-01-31 00:00:00+00',
      role: 'CUSTOMER',
      hash: expect.stringMatching(/^sha256\$argon2id\$/),
    },
  ]);
  const session = await signIn(identity.scope(), { email: ada.email ?? '', password });
  expect(claimsOf(session)).toMatchObject({ ver: 1, scope: 'bookings:read bookings:write' });
  expect(await accountsOf(identity, [ada])).toMatchObject([
    { hash: expect.stringMatching(/^\$argon2id\$v=19\$m=64,/) },
  ]);
});

test.for(opened)('on the $kind platform an import that is done again changes nothing', async (identity) => {
  const people = Array.from({ length: 20 }, () => person());
  await importAll(identity, people);
  const before = await accountsOf(identity, people);

  expect(await importAll(identity, people)).toEqual({ imported: 0, present: 20, rejected: [] });
  expect(await accountsOf(identity, people)).toEqual(before);
});

test.for(opened)('on the $kind platform who cannot be taken over is told apart from who is there', async (identity) => {
  const { email } = await newAccount(identity);
  const [first, second] = [person({ line: 1 }), person({ line: 2 })];
  const people = [
    first,
    second,
    person({ line: 3, email }),
    person({ line: 4, email: first.email?.toUpperCase() ?? '' }),
    person({ line: 5, id: second.id }),
    person({ line: 6, email: 'no address' }),
  ];
  const rejected = [
    { line: 3, code: 'ADDRESS_TAKEN' },
    { line: 4, code: 'ADDRESS_TWICE' },
    { line: 5, code: 'ID_TWICE' },
    { line: 6, code: 'BAD_ADDRESS' },
  ];

  expect(await importAll(identity, people)).toMatchObject({ imported: 2, present: 0, rejected });
  expect(await importAll(identity, people)).toMatchObject({ imported: 0, present: 2, rejected });
});

test.for(opened)('on the $kind platform two systems may know different people by one id', async (identity) => {
  const [one, other] = [person({ id: '1' }), person({ id: '1' })];

  expect(await importAll(identity, [one], 'here')).toMatchObject({ imported: 1 });
  expect(await importAll(identity, [other], 'there')).toMatchObject({ imported: 1 });
  expect(await importAll(identity, [one], 'there')).toMatchObject({ rejected: [{ code: 'ID_TWICE' }] });
});

test.for(opened)(
  'on the $kind platform of many imports of the same people at once each is taken over once',
  async (identity) => {
    const people = Array.from({ length: 50 }, () => person());

    const outcomes = await Promise.all(
      atOnce(6, (index) => importAll(identity, index % 2 ? people : people.toReversed())),
    );

    const sum = (count: (each: (typeof outcomes)[number]) => number) =>
      outcomes.reduce((total, each) => total + count(each), 0);
    expect([sum(({ imported }) => imported), sum(({ present }) => present)]).toEqual([50, 250]);
    expect(await accountsOf(identity, people)).toHaveLength(50);
  },
);

test.for(opened)(
  'on the $kind platform who signs up while an import runs has the address, or is told that it is taken',
  async (identity) => {
    const people = Array.from({ length: 20 }, () => person());

    const signUps = Promise.allSettled(
      people.map(({ email }) => signUp(identity.scope(), { input: { email: email ?? '', password } })),
    );
    const { imported, rejected } = await importAll(identity, people);

    const signedUp = (await signUps).filter(({ status }) => status === 'fulfilled').length;
    expect(rejected.map(({ code }) => code)).toEqual(rejected.map(() => 'ADDRESS_TAKEN'));
    expect([signedUp, imported]).toEqual([rejected.length, 20 - rejected.length]);
  },
);

test('a second import hashes nothing', async () => {
  const [identity] = opened;
  if (!identity) throw new Error('There is no platform');
  const people = [person(), person()];
  await importAll(identity, people);
  const { em, passwords } = identity.scope();
  const wrap = async () => {
    throw new Error('It was hashed again');
  };

  const again = importUsers({ em, passwords: { ...passwords, wrap } }, { source: 'tickets', people });

  expect(await again).toEqual({ imported: 0, present: 2, rejected: [] });
});
