import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readerOf } from './columns.ts';
import { readCsv } from './csv.ts';

const read = (text: string) => Array.fromAsync(readCsv(Readable.from([text]), readerOf));
const header = 'user_id,email,password_hash,first_name,surname,birthday,registered_at,is_active\n';

test('lines of a header become people; columns that nobody needs are passed over', async () => {
  expect(await read(`${header}1,ada@example.org,abc,Ada,Lovelace,1815-12-10,2025-01-31,true\r\n`)).toEqual([
    {
      line: 2,
      id: '1',
      email: 'ada@example.org',
      passwordHash: 'abc',
      name: 'Ada Lovelace',
      registeredAt: '2025-01-31',
      isActive: 'true',
    },
  ]);
});

test('columns may stand in any order, under the names of others, and be missing where nobody needs them', async () => {
  expect(await read('\u{FEFF}Password_Hash,id,"email"\nabc,7,ada@example.org')).toEqual([
    { line: 2, id: '7', email: 'ada@example.org', passwordHash: 'abc', name: null, registeredAt: null, isActive: null },
  ]);
});

test('quotes hold commas, line ends and quotes; what is empty is nothing', async () => {
  expect(await read('id,email,password_hash,name\n1,,abc,"Ada, ""the"" first\nof all"\n2,a"da,,\n')).toMatchObject([
    { line: 3, email: null, name: 'Ada, "the" first\nof all' },
    { line: 4, email: 'a"da', passwordHash: null, name: null },
  ]);
});

test('a line with too many or too few values is told from the others', async () => {
  expect(await read('id,email,password_hash\n1,ada@example.org\n\n2,a,b,c\n3,a,b\n')).toMatchObject([
    { line: 2, id: null, code: 'MALFORMED', reason: 'the line has 2 values instead of 3' },
    { line: 4, code: 'MALFORMED' },
    { line: 5, id: '3' },
  ]);
});

test('a file that cannot be read to its end, or lacks a column, says why', async () => {
  await expect(read('id,email,password_hash\n1,"ada')).rejects.toThrow(/The file is no CSV: Quote Not Closed.* line 2/);
  await expect(read('id,mail\n')).rejects.toThrow('The columns are id, mail; there must be email, password_hash');
});
