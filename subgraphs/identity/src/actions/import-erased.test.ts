import { rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import type { ForeignPerson } from '../domain/foreign-person.ts';
import { atOnce, bearerOf, freshEmail, newAccount, outcomesOf, password } from '../testing/accounts.ts';
import { accountsOf, foreignPerson, importAll } from '../testing/foreign-people.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { eraseMyData } from './erase-my-data.ts';
import { importUsers } from './import-users.ts';
import { signIn } from './sign-in.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

/** Signs in and closes the account, in the test's transaction if there is one. */
async function erase(identity: OpenIdentity, { email }: ForeignPerson, em = identity.scope().em) {
  const principal = bearerOf(await signIn(identity.scope(), { email: email ?? '', password }));
  return eraseMyData({ ...identity.scope({ principal }), em }, { confirm: true });
}

test.for(opened)(
  'on the $kind platform who has erased their account does not come back, however often the import is done again',
  async (identity) => {
    const [ada, grace] = [foreignPerson({ line: 1 }), foreignPerson({ line: 2 })];
    await importAll(identity, [ada, grace]);
    await erase(identity, ada);

    for (let times = 0; times < 2; times += 1)
      expect(await importAll(identity, [ada, grace])).toEqual({
        imported: 0,
        present: 1,
        rejected: [{ line: 1, id: ada.id, code: 'ERASED', reason: 'who came with this id has erased their account' }],
      });
    expect(await accountsOf(identity, [ada, grace])).toMatchObject([{ id: grace.id }]);
  },
);

test.for(opened)(
  'on the $kind platform neither another address nor another line of theirs brings somebody back, in whichever batch it stands',
  async (identity) => {
    const email = freshEmail();
    const ada = foreignPerson({ line: 1, email });
    const twin = foreignPerson({ line: 2, email: email.toUpperCase() });
    const erased = [{ code: 'ERASED' }];
    await importAll(identity, [ada, twin]);
    await erase(identity, ada);

    expect(await importAll(identity, [twin, ada])).toMatchObject({ imported: 0, rejected: [...erased, ...erased] });
    const erasedKeys = new Set<string>();
    for (const each of [ada, twin])
      expect(await importUsers(identity.scope(), { source: 'tickets', people: [each], erasedKeys })).toMatchObject({
        imported: 0,
        rejected: erased,
      });
    expect(await importAll(identity, [foreignPerson({ id: ada.id })])).toMatchObject({ rejected: erased });
    expect(await accountsOf(identity, [ada, twin])).toEqual([]);
  },
);

test.for(opened)(
  'on the $kind platform an erasure shuts nobody out but whom it is about: they may sign up, and others have their id elsewhere',
  async (identity) => {
    const email = freshEmail();
    const ada = foreignPerson({ email });
    await importAll(identity, [ada]);
    await erase(identity, ada);

    await newAccount(identity, email);
    expect(await importAll(identity, [ada])).toMatchObject({ rejected: [{ code: 'ERASED' }] });
    expect(await importAll(identity, [foreignPerson({ id: ada.id })], 'elsewhere')).toMatchObject({ imported: 1 });
  },
);

test.for(opened)(
  'on the $kind platform an import that was overtaken by another one and by an erasure that is not over waits for it',
  async (identity) => {
    const ada = foreignPerson();
    const { em, passwords } = identity.scope();
    const gate = Promise.withResolvers<void>();
    const erasing: Promise<unknown>[] = [];
    // Whoever hashes has looked already, and found nobody.
    const wrap: typeof passwords.wrap = async (...digest) => {
      await importAll(identity, [ada]);
      const erased = Promise.withResolvers<void>();
      erasing.push(
        identity.scope().em.transactional(async (tx) => {
          await erase(identity, ada, tx);
          erased.resolve();
          await gate.promise;
        }),
      );
      await Promise.race([erased.promise, ...erasing]);
      return passwords.wrap(...digest);
    };

    const importing = importUsers({ em, passwords: { ...passwords, wrap } }, { source: 'tickets', people: [ada] });
    const waiting = sql`select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    await expect.poll(() => rows(identity.scope().em, waiting)).toHaveLength(1);
    gate.resolve();

    expect(await importing).toMatchObject({ imported: 0, present: 0, rejected: [{ code: 'ERASED' }] });
    expect(await outcomesOf(erasing)).toEqual({ done: 1 });
    expect(await accountsOf(identity, [ada])).toEqual([]);
  },
);

test.for(opened)(
  'on the $kind platform whatever imports and erasures do at once, everybody is counted and nobody comes back',
  async (identity) => {
    const people = Array.from({ length: 10 }, (_, line) => foreignPerson({ line }));
    await importAll(identity, people);

    const importing = atOnce(6, () => importAll(identity, people));
    const erasing = people.map((each) => erase(identity, each));
    const outcomes = await Promise.all(importing);

    expect(await outcomesOf(erasing)).toEqual({ done: 10 });
    expect(outcomes.map(({ imported, present, rejected }) => [imported, present + rejected.length])).toEqual(
      outcomes.map(() => [0, 10]),
    );
    expect(await importAll(identity, people)).toMatchObject({ imported: 0, present: 0 });
    expect(await accountsOf(identity, people)).toEqual([]);
  },
);
