import { expect, test } from 'vitest';
import { stretchAt } from './stretch.ts';

const at = Temporal.Instant.from('2026-05-01T18:00:00Z');
const later = at.add({ minutes: 90 });
const nextMoment = at.add({ microseconds: 1 });

test.each([
  ['for so many minutes', { minutes: 90 }, later],
  ['until some time', { until: later }, later],
  ['for a moment where that time is over', { until: at.subtract({ hours: 1 }) }, nextMoment],
  ['for a moment where it is over now', { until: at }, nextMoment],
])('a stretch lasts from now on %s', (_, wanted, end) => {
  expect(stretchAt(at, wanted)).toEqual({ start: at, end });
});

test('one that begins at another time stays as it is', () => {
  const stretch = { start: at.subtract({ hours: 1 }), end: later };

  expect(stretchAt(at, stretch)).toEqual(stretch);
});
