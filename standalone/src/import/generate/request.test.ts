import { expect, test } from 'vitest';
import { readGenerateRequest } from './request.ts';

test('how many and where is asked for', () => {
  expect(readGenerateRequest(['10', 'users.csv'])).toEqual({ count: 10, file: 'users.csv', seed: 1, hash: 'bcrypt' });
});

test.for([
  [['0', 'users.csv']],
  [['10']],
  [['ten', 'users.csv']],
  [['10', 'users.txt']],
  [['10', 'users.csv', 'more.csv']],
])('who asks for something else, nobody among them, is told how to ask: %j', ([args = []]) => {
  expect(() => readGenerateRequest(args)).toThrow('usage: npm run generate-users -- <count, 1 to 100 000 000> <file');
});
