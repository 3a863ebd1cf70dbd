import { expect, test } from 'vitest';
import { readSql } from './sql.ts';

/** The text in pieces of so many characters. */
async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const read = (text: string, size = text.length) => Array.fromAsync(readSql(inPieces(text, size)));
const columns = 'user_id, email, password_hash, password_plain, first_name, surname, is_active';

const dump = `-- PostgreSQL database dump
SET standard_conforming_strings = on;
CREATE TABLE public.users (
    user_id integer NOT NULL
);
COPY public.bookings (id, user_id) FROM stdin;
1\t1
\\.

COPY public.users (user_id, email, password_hash, first_name, registered_at) FROM stdin;
1\tada@example.org\tabc\tAda\\tLovelace\t2025-01-31 08:00:00
2\tgrace@example.org\tabc\t\\N\t\\N
3\tonly
\\.

SELECT pg_catalog.setval('public.users_user_id_seq', 2, true);
`;

test.for([1, 7, 100_000])('rows of a dump are people, whatever pieces it comes in: %i', async (size) => {
  expect(await read(dump, size)).toEqual([
    {
      line: 11,
      id: '1',
      email: 'ada@example.org',
      passwordHash: 'abc',
      name: 'Ada\tLovelace',
      registeredAt: '2025-01-31 08:00:00',
      isActive: null,
    },
    expect.objectContaining({ line: 12, id: '2', name: null, registeredAt: null }),
    { line: 13, id: null, code: 'MALFORMED', reason: 'the line has 2 values instead of 5' },
  ]);
});

test.for([1, 7, 100_000])('rows of statements are people, whatever pieces they come in: %i', async (size) => {
  const text = `BEGIN;
INSERT INTO events (id, title) VALUES (1, 'INSERT INTO users'), (2, ')');
INSERT INTO users (${columns}) VALUES
(1, 'ada@example.org', 'abc', 'secret, or ''not''', 'Ada', 'O''Neill', TRUE),
(2, 'grace@example.org', 'abc', NULL, E'Gr\\'ace\\n', '', false)
ON CONFLICT (user_id) DO NOTHING;
insert into "public"."users" ("id", "email", "password_hash", "registered_at")
  values (-3, 'x', 'y', '2025-01-31 08:00:00'::timestamp without time zone);
COMMIT;
`;

  expect(await read(text, size)).toMatchObject([
    { line: 4, id: '1', name: "Ada O'Neill", isActive: 'TRUE' },
    { line: 5, id: '2', name: "Gr'ace", isActive: 'false' },
    { line: 8, id: '-3', registeredAt: '2025-01-31 08:00:00' },
  ]);
});

test('rows are told apart however many stand in one line', async () => {
  async function* rows() {
    yield 'INSERT INTO users (id, email, password_hash) VALUES (0, NULL, NULL)';
    for (let count = 0; count < 20_000; count += 1) yield `,(${count}, '${'x'.repeat(100)}', 'y')`;
    yield ';';
  }
  let count = 0;

  for await (const { line } of readSql(rows())) count += line;

  expect(count).toBe(20_001);
});

test('what is no row of plain values, or has no named columns, is said with its line', async () => {
  await expect(read(`\nINSERT INTO users (id, email, password_hash) VALUES (1, now(), '');`)).rejects.toThrow(
    'Line 2 has no row of plain values',
  );
  await expect(read(`INSERT INTO users VALUES (1, 'a', 'b');`)).rejects.toThrow('Line 1 does not name its columns');
  await expect(read(`INSERT INTO users (id, email, password_hash) VALUES (1, 'a`)).rejects.toThrow('no row');
  await expect(read(dump.slice(0, dump.indexOf('3\tonly')))).rejects.toThrow(
    'The file ends at line 13, in the middle of its rows',
  );
});
