import { expect, test } from 'vitest';
import { readRequest } from './request.ts';

const { filename } = import.meta;

test('a file and where it comes from are asked for', () => {
  const file = 'standalone/src/import/request.sql';

  expect(() => readRequest(['users', file])).toThrow(`There is no file ${file}`);
});

test.for([
  [[]],
  [['users']],
  [['bookings', 'users.csv']],
  [['users', filename]],
  [['users', 'users.csv', 'more.csv']],
  [['users', 'users.csv', '--source', 'Tickets!']],
  [['users', 'users.csv', '--dry']],
])('who asks for something else is told how to ask: %j', ([args = []]) => {
  expect(() => readRequest(args)).toThrow('usage: npm run import -- users <file.csv or file.sql> [--source <name>]');
});
