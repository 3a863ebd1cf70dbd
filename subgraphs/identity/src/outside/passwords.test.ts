import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readForeign } from '../domain/foreign-hash.ts';
import { recordingPasswords } from '../testing/passwords.ts';
import { argon2Passwords, type Passwords } from './passwords.ts';
import { openTurns } from './turns.ts';

const digest = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

/** A hash of another system in the form in which it is kept. */
async function keep(passwords: Passwords, text: string): Promise<string> {
  const hash = readForeign(text);
  if (hash.kind === 'REFUSED') throw new Error(hash.reason);
  return hash.kind === 'KEPT' ? hash.hash : passwords.wrap(hash.digest, hash.recipe);
}

const cheap = { memoryCost: 64, timeCost: 1, parallelism: 1 };
const cheapForm = '$argon2id$v=19$m=64,t=1,p=1';

test('a password is kept as argon2id with the recommended cost', async () => {
  const passwords = argon2Passwords();

  const kept = await passwords.hash('correct horse');

  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(kept, 'correct horse')).toEqual({ matches: true, isOutdated: false });
  expect(await passwords.verify(kept, 'correct house')).toEqual({ matches: false, isOutdated: false });
});

test('a hash of another cost still counts, and is told to be outdated', async () => {
  const kept = await argon2Passwords({ cost: cheap }).hash('correct horse');

  expect(await argon2Passwords({ cost: { ...cheap, timeCost: 2 } }).verify(kept, 'correct horse')).toEqual({
    matches: true,
    isOutdated: true,
  });
});

test('a hash that is stronger than those of today stays', async () => {
  const [stronger, weaker] = [
    { memoryCost: 128, timeCost: 3, parallelism: 2 },
    { ...cheap, memoryCost: 128 },
  ];
  const passwords = argon2Passwords({ cost: { ...cheap, timeCost: 2 }, failureMs: 0 });
  const isOutdated = async (cost: typeof cheap) =>
    (await passwords.verify(await argon2Passwords({ cost }).hash('correct horse'), 'correct horse')).isOutdated;

  expect(await isOutdated(stronger)).toBe(false);
  expect(await isOutdated(weaker)).toBe(true);
});

test('where there is no hash nothing matches, and the work is the same', async () => {
  const passwords = recordingPasswords();
  const kept = await passwords.hash('correct horse');

  const verdicts = [await passwords.verify(kept, 'a guess'), await passwords.verify(undefined, 'a guess')];

  const failure = { matches: false, isOutdated: false };
  expect(verdicts).toEqual([failure, failure]);
  expect(passwords.tried).toEqual([cheapForm, cheapForm]);
});

const foreign: readonly (readonly [string, string, string])[] = [
  ['bcrypt', 'U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['PBKDF2', 'lètmein', 'pbkdf2_sha256$260000$seasalt$YlZ2Vggtqdc61YjArZuoApoBh9JNGYoDRBUGu6tcJQo='],
  [
    'PBKDF2 as passlib writes it',
    'toomanysecrets',
    '$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk',
  ],
  ['a digest', 'password', '5f4dcc3b5aa765d61d8327deb882cf99'],
  ['a digest with its salt before', 'password', `sha256$salt$${digest('sha256', 'saltpassword')}`],
  ['a digest with its salt after', 'password', `${digest('md5', 'password#x')}:#x`],
];

test.for(foreign)('a password is known by %s of another system, which is then outdated', async ([, password, hash]) => {
  const passwords = argon2Passwords({ cost: cheap, failureMs: 0 });
  const kept = await keep(passwords, hash);

  expect(await passwords.verify(kept, password)).toEqual({ matches: true, isOutdated: true });
  expect(await passwords.verify(kept, `${password}.`)).toEqual({ matches: false, isOutdated: false });
});

test('a digest is kept within argon2id, and not the same twice', async () => {
  const passwords = argon2Passwords();
  const text = digest('sha256', 'correct horse');

  const kept = await Promise.all([keep(passwords, text), keep(passwords, text)]);

  for (const each of kept) expect(each).toMatch(/^sha256\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(kept[0]).not.toBe(kept[1]);
  expect(kept.join('')).not.toContain(text);
});

test('what does not match is answered after the same time, whatever it was tried at', async () => {
  const passwords = argon2Passwords({ cost: cheap, failureMs: 300 });
  const kept = [await keep(passwords, foreign[0]?.[2] ?? ''), await passwords.hash('correct horse'), undefined];

  for (const each of kept) {
    const from = performance.now();
    await passwords.verify(each, 'a guess');
    // A timer counts from where its turn of the event loop began.
    expect(performance.now() - from).toBeGreaterThan(250);
  }
});

test('of much work so many are done at once, in the order they came, whatever fails', async () => {
  const turns = openTurns(2);
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;

  const work = Array.from({ length: 20 }, (_, index) =>
    turns.take(async () => {
      begun.push(index);
      most = Math.max(most, (underWay += 1));
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      if (index % 3 === 0) throw new Error('It failed');
      return index;
    }),
  );

  expect((await Promise.allSettled(work)).filter(({ status }) => status === 'rejected')).toHaveLength(7);
  expect(most).toBe(2);
  expect(begun).toEqual(work.map((_, index) => index));
});

test('beyond so many that wait clients are refused, and an import waits', async () => {
  const passwords = argon2Passwords({ cost: cheap, failureMs: 0, atOnce: 1, mostWaiting: 3 });
  const kept = await passwords.hash('correct horse');

  const asked = [
    ...Array.from({ length: 3 }, () => passwords.hash('correct horse')),
    passwords.wrap('5f4dcc3b5aa765d61d8327deb882cf99', { algorithm: 'md5', before: '', after: '' }),
    passwords.verify(kept, 'correct horse'),
    passwords.hash('correct horse'),
    passwords.wrap('5f4dcc3b5aa765d61d8327deb882cf99', { algorithm: 'md5', before: '', after: '' }),
  ];
  const settled = await Promise.allSettled(asked);

  expect(settled.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([4, 5]);
  await expect(asked[5]).rejects.toMatchObject({ code: 'BUSY' });
  expect(await passwords.verify(kept, 'correct horse')).toMatchObject({ matches: true });
});
