import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readerOf } from '../read/columns.ts';
import { readCsv } from '../read/csv.ts';
import { readSql } from '../read/sql.ts';
import { generatePeople, passwordOf } from './people.ts';
import { readGenerateRequest } from './request.ts';
import { csvOf, sqlOf } from './write-people.ts';

const people = (count: number, seed = 1, hash: 'bcrypt' | 'sha256' = 'bcrypt') =>
  Array.from(generatePeople({ count, seed, hash }));

test('the same seed makes the same people, and fewer of them are the first of more', () => {
  expect(people(50)).toEqual(people(120).slice(0, 50));
  expect(people(50, 2)).not.toEqual(people(50));
});

test('everybody has an id and an address of their own, and one of a hundred passwords', () => {
  const made = people(250);

  expect(new Set(made.map(({ email }) => email)).size).toBe(250);
  expect(made.map(({ user_id: id }) => id)).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
  expect(new Set(made.map(({ password_hash: hash }) => hash)).size).toBe(100);
  expect(made[100]?.password_hash).toBe(made[0]?.password_hash);
  expect([passwordOf(1), passwordOf(100)]).toEqual(['generated password 1', 'generated password 0']);
});

test('what is written as CSV and as statements is read as the same people', async () => {
  const fromCsv = await Array.fromAsync(readCsv(Readable.from(csvOf(people(2_500))), readerOf));
  const fromSql = await Array.fromAsync(readSql(Readable.from(sqlOf(people(2_500)))));
  const withoutLine = (all: readonly { line: number }[]) => all.map((each) => ({ ...each, line: 0 }));

  expect(fromCsv).toHaveLength(2_500);
  expect(withoutLine(fromSql)).toEqual(withoutLine(fromCsv));
});

test('a number and a file are asked for; who asks for something else is told how', () => {
  expect(readGenerateRequest(['10', 'users.sql', '--hash', 'sha256'])).toEqual({
    count: 10,
    file: 'users.sql',
    seed: 1,
    hash: 'sha256',
  });
  for (const args of [[], ['ten', 'users.csv'], ['10', 'users.txt'], ['10', 'users.csv', '--seed', '-1']])
    expect(() => readGenerateRequest(args)).toThrow('usage: npm run generate-users');
});
