import { Refusal } from '@constellation/kit/refusal';
import { describe, expect, test } from 'vitest';
import { checkFilter, stretchFrom } from './booking-filter.ts';

const refusedWith = (path: readonly string[]) =>
  expect.objectContaining({ constructor: Refusal, code: 'BAD_USER_INPUT', inputPath: path });

describe('the guest of a filter', () => {
  test.each([
    ['  ada lovelace ', 'ada lovelace'],
    ['7', '7'],
    [' ', null],
    ['?! —', null],
    ['a'.repeat(320), 'a'.repeat(320)],
  ])('%o means %o', (guest, meant) => {
    expect(checkFilter({ guest })).toEqual({ guest: meant });
  });

  test('is not longer than an email address', () => {
    expect(() => checkFilter({ guest: 'a'.repeat(321) })).toThrow(refusedWith(['filter', 'guest']));
  });
});

describe('a stretch', () => {
  const from = Temporal.Instant.from('2030-03-01T00:00:00Z');
  const to = (hours: number) => from.add({ hours });

  test.each([0, 1, 62 * 24])('may last %d hours', (hours) => {
    expect(stretchFrom({ from, to: to(hours) })).toEqual({ start: from, end: to(hours) });
  });

  test.each([
    ['an end before its beginning', from.subtract({ nanoseconds: 1 })],
    ['more than 62 days', to(62 * 24).add({ nanoseconds: 1 })],
  ])('has not %s', (_, end) => {
    expect(() => stretchFrom({ from, to: end })).toThrow(refusedWith(['to']));
  });
});
