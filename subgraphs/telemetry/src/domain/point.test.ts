import { expect, test } from 'vitest';
import type { MetricKind } from './capability.ts';
import { momentOf, textOf } from './moment.ts';
import { judge, type Point, windowAt } from './point.ts';

const now = Temporal.Instant.from('2026-05-01T12:00:00Z');
const window = windowAt(now, { keptDays: 30, droppedBefore: null });
const gauge = { kind: 'GAUGE', min: -40, max: 85 } as const;

const point = (given: Partial<Point>): Point => ({ deviceId: 'd', metric: 'm', time: now, ...given });

const verdictOn = (given: Partial<Point>, kind: MetricKind = 'GAUGE') => {
  const verdict = judge(point(given), kind === 'GAUGE' ? gauge : { kind, min: null, max: null }, window);
  return 'code' in verdict ? verdict.code : 'taken';
};

const at = (duration: string) => ({ time: now.add(Temporal.Duration.from(duration)), value: 1 });

test.each<[string, Partial<Point>, string, MetricKind?]>([
  ['at the lower end of the range', { value: -40 }, 'taken'],
  ['below it', { value: -40.000_001 }, 'OUT_OF_RANGE'],
  ['at the upper end of the range', { value: 85 }, 'taken'],
  ['above it', { value: 85.000_001 }, 'OUT_OF_RANGE'],
  ['as large as can be added up where there is no range', { value: -1e100 }, 'taken', 'COUNTER'],
  ['larger', { value: -1.000_001e100 }, 'OUT_OF_RANGE', 'COUNTER'],
  ['not a number', { value: Number.NaN }, 'NOT_FINITE'],
  ['without end', { value: Number.POSITIVE_INFINITY }, 'NOT_FINITE'],
  ['five minutes ahead', at('PT5M'), 'taken'],
  ['a microsecond more ahead', at('PT5M0.000001S'), 'IN_FUTURE'],
  ['thirty days old', at('-PT720H'), 'taken'],
  ['a microsecond older', at('-PT720H0.000001S'), 'TOO_OLD'],
  ['nothing', {}, 'WRONG_TYPE'],
  ['nothing but null', { value: null, text: null }, 'WRONG_TYPE'],
  ['text for a gauge', { text: 'warm' }, 'WRONG_TYPE'],
  ['a value and a flag', { value: 1, flag: true }, 'WRONG_TYPE'],
  ['a flag', { flag: false }, 'taken', 'BOOLEAN'],
  ['a value for a flag', { value: 0 }, 'WRONG_TYPE', 'BOOLEAN'],
  ['a state of 200 characters', { text: 's'.repeat(200) }, 'taken', 'STATE'],
  ['a state of 201', { text: 's'.repeat(201) }, 'WRONG_TYPE', 'STATE'],
  ['an empty text', { text: '' }, 'taken', 'TEXT'],
  ['a text of 2 000 characters', { text: 't'.repeat(2_000) }, 'taken', 'TEXT'],
  ['a text of 2 001', { text: 't'.repeat(2_001) }, 'WRONG_TYPE', 'TEXT'],
  ['a text with NUL', { text: 'a\0b' }, 'WRONG_TYPE', 'TEXT'],
  ['a text with half a character', { text: 'a\ud83db' }, 'WRONG_TYPE', 'TEXT'],
  ['a state with the other half', { text: '\ude00' }, 'WRONG_TYPE', 'STATE'],
  ['a text with both halves', { text: 'a\ud83d\ude00b' }, 'taken', 'TEXT'],
])('%s', (_, given, expected, kind) => {
  expect(verdictOn(given, kind)).toBe(expected);
});

test('what is taken has its moment to the microsecond, and null for what it is not', () => {
  const time = Temporal.Instant.from('2026-05-01T11:00:00.123456789Z');

  expect(judge(point({ time, value: 21.5 }), gauge, window)).toEqual({
    time: 1_777_633_200_123_456,
    value: 21.5,
    text: null,
    flag: null,
  });
});

test.each([
  [1e-100, 1e-100],
  [0.999_999e-100, 0],
  [-5e-324, 0],
])('%d is kept as %d', (value, kept) => {
  expect(judge(point({ value }), gauge, window)).toMatchObject({ value: kept });
});

test('of a value that is refused it is said what may be, by the range if there is one', () => {
  const messageOf = (min: number | null, max: number | null) =>
    judge(point({ value: 1e101 }), { kind: 'GAUGE', min, max }, window);

  expect(messageOf(null, null)).toMatchObject({ message: 'A value is from -1e+100 to 1e+100' });
  expect(messageOf(-40, 85)).toMatchObject({ message: 'A value is from -40 to 85' });
});

test.each([
  ['2026-04-20T00:00:00Z', '2026-04-20T00:00:00Z'],
  ['2026-03-01T00:00:00Z', '2026-04-01T12:00:00Z'],
])('where all before %s was dropped, points are taken from %s on', (dropped, first) => {
  const { from } = windowAt(now, { keptDays: 30, droppedBefore: Temporal.Instant.from(dropped) });

  expect(textOf(from)).toBe(textOf(momentOf(Temporal.Instant.from(first))));
});
