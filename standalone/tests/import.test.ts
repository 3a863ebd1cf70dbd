import { createHash } from 'node:crypto';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '@constellation/kit';
import type { PlatformKind } from '@constellation/kit/testing';
import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { compose } from '../src/compose.ts';
import { passwordOf } from '../src/import/generate/people.ts';
import { type Client, openClient } from './fixtures/client.ts';
import { platformsHere } from './fixtures/graph.ts';
import { openHome } from './fixtures/home.ts';
import { askAccounts, runGenerate, runImport, startImport } from './fixtures/import-command.ts';
import { openPlatform } from './fixtures/place.ts';
import { signIn, trySignIn } from './fixtures/sessions.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';

/** Each command is a process of its own, which takes seconds to load. */
const patience = { timeout: 240_000 };

const folder = await mkdtempDisposable(join(tmpdir(), 'constellation-import-'));
afterAll(() => folder.remove());
const fileOf = (name: string) => join(folder.path, `${crypto.randomUUID()}-${name}`);

const sha256 = createHash('sha256').update('correct horse').digest('hex');
const people = [
  {
    email: 'bcrypt@example.org',
    password: 'U*U',
    hash: '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
  },
  {
    email: 'pbkdf2@example.org',
    password: 'lètmein',
    hash: 'pbkdf2_sha256$260000$seasalt$YlZ2Vggtqdc61YjArZuoApoBh9JNGYoDRBUGu6tcJQo=',
  },
  { email: 'md5@example.org', password: 'password', hash: '5f4dcc3b5aa765d61d8327deb882cf99' },
  { email: 'sha256@example.org', password: 'correct horse', hash: sha256 },
];

const statements = `INSERT INTO users (user_id, email, password_hash, password_plain, first_name, surname, is_active) VALUES
${people.map(({ email, password, hash }, index) => `(${index + 1}, '${email}', '${hash}', '${password}', 'Ada', 'Lovelace', true)`).join(',\n')},
(5, 'MD5@example.org', '${sha256}', NULL, 'Ada', 'Lovelace', true),
(6, 'cost@example.org', '$2b$31$${'C'.repeat(53)}', NULL, 'Ada', 'Lovelace', true);
`;

const rejections = `line,id,code,reason
6,5,ADDRESS_TWICE,3 came with this address
7,6,HEAVY_HASH,bcrypt must have a cost of 12 at most
`;

const openGraphOn = async (platform: Platform, kind: PlatformKind): Promise<Client & AsyncDisposable> => {
  if (kind === 'distributed') return openSplitGraph(platform);
  const composition = await compose({ platform, port: 0 });
  return {
    ...openClient(composition.gateway.url, { authorization: null }),
    [Symbol.asyncDispose]: () => composition[Symbol.asyncDispose](),
  };
};

const hashes = async (platform: Parameters<typeof askAccounts>[0]) =>
  z
    .array(z.object({ hash: z.string() }))
    .parse(
      await askAccounts(platform, 'select password_hash as hash from users where legacy_id is not null order by email'),
    )
    .map(({ hash }) => hash.replace(/(?<=^.*?argon2id\$|^\$[\w-]+\$).*/, '…'));

test.for(platformsHere)(
  'people of another system sign in with the password that they had there, and get a hash of ours (%s)',
  patience,
  async (kind) => {
    await using home = await openHome(kind, 'empty');
    const { place } = home;
    const file = fileOf('users.sql');
    await writeFile(file, statements);

    const imported = await runImport(place, file);

    expect(imported).toEqual({
      code: 0,
      output:
        '6 read: 4 imported, 0 were there already, 2 rejected.\n' +
        `What was rejected stands in ${file}.rejected.csv, by line and reason.\n`,
    });
    expect(await readFile(`${file}.rejected.csv`, 'utf8')).toBe(rejections);
    await using platform = await openPlatform(place);
    await using graph = await openGraphOn(platform, kind);
    expect(await hashes(place)).toEqual(['$2a$…', 'md5$argon2id$…', '$pbkdf2-sha256$…', 'sha256$argon2id$…']);
    for (const { email, password } of people) {
      const { data } = await trySignIn(graph, { email, password: `${password}.` });
      expect(data).toEqual({ result: { session: null, errors: [{ code: 'INVALID_CREDENTIALS' }] } });
      expect(await signIn(graph, { email, password })).toMatchObject({ email, name: 'Ada Lovelace' });
    }
    expect(await hashes(place)).toEqual(people.map(() => '$argon2id$…'));
    for (const { email, password } of people) expect(await signIn(graph, { email, password })).toMatchObject({ email });
  },
);

test.for(platformsHere)(
  'an import that is killed in the middle goes on when it is run again, and changes nothing after that (%s)',
  patience,
  async (kind) => {
    await using home = await openHome(kind);
    const { place } = home;
    const file = fileOf('users.csv');
    await runGenerate('20000', file);
    {
      await using child = startImport(place, file);
      const some = async () => (await askAccounts(place, 'select from users limit 1000')).length === 1_000;
      await vi.waitUntil(some, { interval: 20, timeout: 60_000 });
      child.kill('SIGKILL');
      expect(await child.end).toEqual({ code: null, signal: 'SIGKILL' });
    }

    const second = await runImport(place, file);
    const third = await runImport(place, file);

    // What takes long tells of its progress in the same words.
    const tally = second.output.split('\n').findLast((line) => line.startsWith('20 000 read:')) ?? '';
    const [imported, present] = [...tally.matchAll(/(?<=[:,] )[\d ]+(?= (?:imported|were))/g)].map(([text]) =>
      Number(text.replaceAll(' ', '')),
    );
    expect(second.code).toBe(0);
    expect(present).toBeGreaterThanOrEqual(1_000);
    expect(imported).toBe(20_000 - (present ?? 0));
    expect(imported).toBeGreaterThan(0);
    expect(third).toEqual({
      code: 0,
      output: expect.stringMatching(
        /^20 000 read: 0 imported, 20 000 were there already, 0 rejected\.\nNothing was changed: .*\n$/m,
      ),
    });
    await using platform = await openPlatform(place);
    await using graph = await openGraphOn(platform, kind);
    const counted =
      'select count(*)::integer as users, count(distinct legacy_id)::integer as ids, ' +
      '(select count(*)::integer from role_grants where user_id in (select id from users where legacy_id is not null)) as roles ' +
      'from users where legacy_id is not null';
    expect(await askAccounts(place, counted)).toEqual([{ users: 20_000, ids: 20_000, roles: 20_000 }]);
    const last = { email: '1.19999@people.example', password: passwordOf(19_999) };
    expect(await signIn(graph, last)).toMatchObject({ email: last.email });
  },
);

test('distributed platform: who is imported while processes run signs in at once', patience, async () => {
  await using home = await openHome('distributed');
  await using platform = await openPlatform(home.place);
  await using graph = await openSplitGraph(platform);
  const file = fileOf('users.csv');
  await runGenerate('10', file, '--seed', '2', '--hash', 'sha256');
  const person = { email: '2.7@people.example', password: passwordOf(7) };

  expect((await trySignIn(graph, person)).data).toMatchObject({ result: { session: null } });
  expect(await runImport(home.place, file)).toMatchObject({ code: 0 });

  expect(await signIn(graph, person)).toMatchObject({ email: person.email });
});

test(
  'who imports into a folder that is in use, or from a file that ends too early or holds nobody, is told',
  patience,
  async () => {
    await using home = await openHome('embedded');
    const file = fileOf('users.csv');
    await writeFile(file, 'id,email,password_hash\n1,"ada');

    const torn = await runImport(home.place, file);
    await writeFile(file, 'id,email,password_hash\n');
    const empty = await runImport(home.place, file);
    await using _platform = await openPlatform(home.place);
    const busy = await runImport(home.place, file);

    expect(empty).toEqual({
      code: 1,
      output: expect.stringMatching(/^0 read: .*\nThere are no rows in the file: .*\n$/),
    });
    expect(torn).toEqual({ code: 1, output: expect.stringMatching(/^The file is no CSV: Quote Not Closed.*\n$/) });
    expect(busy).toEqual({ code: 1, output: expect.stringMatching(/^\S+ is in use by process \d+; stop it .*\n$/) });
  },
);
