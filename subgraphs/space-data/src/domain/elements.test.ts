import { expect, test } from 'vitest';
import { iss2014 } from '../testing/elements.ts';
import { meanElements } from './elements.ts';

const isTaken = (given: object) => meanElements.safeParse({ ...iss2014, ...given }).success;

test.each(['15.5', '.5e1', '+1.5', '2', 3])('%j is a number', (MEAN_MOTION) => {
  expect(isTaken({ MEAN_MOTION })).toBe(true);
});

test.each([null, '', ' ', 'NaN', '1,5', '0x10', true, [], undefined, Infinity])('%j is none', (BSTAR) => {
  expect(isTaken({ BSTAR })).toBe(false);
});

test.each(['2026-13-01T00:00:00', '2026-02-30T00:00:00', 'yesterday', '2026-01-01'])('%s is no epoch', (EPOCH) => {
  expect(isTaken({ EPOCH })).toBe(false);
});
