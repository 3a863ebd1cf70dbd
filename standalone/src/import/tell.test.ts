import { expect, test } from 'vitest';
import { isComplete, tellEnd } from './tell.ts';

const file = 'users.csv.rejected.csv';

test('it is told how many were read, and what became of each', () => {
  expect(tellEnd({ read: 1_000_000, imported: 999_989, present: 1, rejected: 10 }, file)).toBe(
    '1 000 000 read: 999 989 imported, 1 were there already, 10 rejected.\n' +
      'Who was rejected stands in users.csv.rejected.csv, by line and reason.\n',
  );
});

test('an import that changes nothing says so', () => {
  expect(tellEnd({ read: 2, imported: 0, present: 2, rejected: 0 }, file)).toBe(
    '2 read: 0 imported, 2 were there already, 0 rejected.\nNothing was changed: there is nobody new in it.\n',
  );
});

test('numbers that do not add up are not passed over', () => {
  const lost = { read: 3, imported: 1, present: 1, rejected: 0 };

  expect([isComplete(lost), isComplete({ ...lost, rejected: 1 })]).toEqual([false, true]);
  expect(tellEnd(lost, file)).toContain('somebody got lost');
});
