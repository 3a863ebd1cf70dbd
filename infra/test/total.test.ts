import { expect, test } from 'vitest';
import { exitCodeOf, sum, totalLine } from './total.ts';

test('the total is one line', () => {
  expect(
    totalLine(
      sum([
        { passed: 9, failed: 1 },
        { passed: 114, failed: 0 },
      ]),
    ),
  ).toBe('123 passed, 1 failed');
});

test('the exit code tells failure from an unfinished run from success', () => {
  expect(exitCodeOf({ passed: 1, failed: 0 }, false)).toBe(0);
  expect(exitCodeOf({ passed: 1, failed: 0 }, true)).toBe(2);
  expect(exitCodeOf({ passed: 1, failed: 1 }, true)).toBe(1);
  expect(exitCodeOf({ passed: 0, failed: 0 }, false)).toBe(1);
});
