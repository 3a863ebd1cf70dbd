import { expect, test } from 'vitest';
import { fileLimits, functionLimits, quantile, sizeComplaints } from './sizes.ts';

test('a quantile is the smallest size that the share does not exceed', () => {
  const sizes = [10, 1, 9, 2, 8, 3, 7, 4, 6, 5];

  expect(quantile(sizes, 0.5)).toBe(5);
  expect(quantile(sizes, 0.9)).toBe(9);
  expect(quantile([], 0.5)).toBe(0);
});

test('files at the limits are fine', () => {
  expect(sizeComplaints('files', [60, 60, 60, 60, 60, 180, 180, 180, 180, 250], fileLimits)).toEqual([]);
});

test('a median above the limit is told', () => {
  expect(sizeComplaints('files', [10, 61, 61], fileLimits)).toEqual([expect.stringContaining('the median is 61')]);
});

test('more than a tenth above the limit is told', () => {
  const sizes = [1, 1, 1, 1, 1, 1, 1, 1, 31, 31];

  expect(sizeComplaints('functions', sizes, functionLimits)).toEqual([
    expect.stringContaining('90th percentile is 31'),
  ]);
});
