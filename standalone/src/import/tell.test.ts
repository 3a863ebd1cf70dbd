import { expect, test } from 'vitest';
import { hasWorked, tellEnd } from './tell.ts';

const file = 'users.csv.rejected.csv';

test('it is told how many were read, and what became of each', () => {
  expect(tellEnd({ read: 1_000_000, imported: 999_989, present: 1, rejected: 10 }, file)).toBe(
    '1 000 000 read: 999 989 imported, 1 were there already, 10 rejected.\n' +
      'What was rejected stands in users.csv.rejected.csv, by line and reason.\n',
  );
});

test('what else there is to say stands behind the numbers', () => {
  expect(tellEnd({ read: 1, imported: 1, present: 0, rejected: 0 }, file, ['All is well.'])).toBe(
    '1 read: 1 imported, 0 were there already, 0 rejected.\nAll is well.\n',
  );
});

test('an import that changes nothing says so', () => {
  expect(tellEnd({ read: 2, imported: 0, present: 2, rejected: 0 }, file)).toBe(
    '2 read: 0 imported, 2 were there already, 0 rejected.\nNothing was changed: there is nothing new in it.\n',
  );
});

test('a file without rows is not passed over either', () => {
  const nothing = { read: 0, imported: 0, present: 0, rejected: 0 };

  expect(hasWorked(nothing)).toBe(false);
  expect(tellEnd(nothing, file)).toBe(
    '0 read: 0 imported, 0 were there already, 0 rejected.\nThere are no rows in the file: is it the right one?\n',
  );
});

test('numbers that do not add up are not passed over', () => {
  const lost = { read: 3, imported: 1, present: 1, rejected: 0 };

  expect([hasWorked(lost), hasWorked({ ...lost, rejected: 1 })]).toEqual([false, true]);
  expect(tellEnd(lost, file)).toContain('something got lost');
});
