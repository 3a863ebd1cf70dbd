import { expect, test } from 'vitest';
import { at } from '../testing/instants.ts';
import { secondsToRetry } from './retry-after.ts';

const [told, ours] = ['Sun, 22 Nov 2026 12:00:00 GMT', at('2026-11-22T12:10:00.500Z')];

test.each([
  ['in seconds', '7', told, 7],
  ['at once', '0', told, 0],
  ['by a date', 'Sun, 22 Nov 2026 13:00:00 GMT', told, 3_600],
  ['by a date as it was written once', 'Sunday, 22-Nov-26 13:00:00 GMT', told, 3_600],
  ['by a date, without one of its own', 'Sun, 22 Nov 2026 13:00:00 GMT', null, 3_000],
  ['by a date, with one of its own that is none', 'Sun, 22 Nov 2026 13:00:00 GMT', 'today', 3_000],
  ['by a date that is past', 'Sun, 22 Nov 2026 11:00:00 GMT', told, 0],
  ['by a date that is past, without one of its own', 'Sun, 22 Nov 2026 11:00:00 GMT', null, 0],
  ['by no date', 'Sun, 99 Nov 2026 11:00:00 GMT', told, undefined],
  ['in other words', 'later', told, undefined],
  ['by a date of another kind', '2026-11-22', told, undefined],
  ['in less than nothing', '-5', told, undefined],
  ['not at all', null, told, undefined],
])('when to come again is understood that is told %s', (_case, retryAfter, toldAt, seconds) => {
  expect(secondsToRetry(retryAfter, toldAt, () => ours)).toBe(seconds);
});
