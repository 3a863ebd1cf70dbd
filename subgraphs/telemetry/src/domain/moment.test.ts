import { expect, test } from 'vitest';
import { momentIn, momentOf, textOf } from './moment.ts';

const texts = [
  '2026-05-01T17:30:00Z',
  '2026-05-01T17:30:00.5Z',
  '2026-05-01T17:30:00.000001Z',
  '2026-05-01T19:30:00.123456+02:00',
  '2028-02-29T23:59:59.999999-11:30',
  '1969-12-31T23:59:59.999999Z',
];

test.each(texts)('%s is the same moment as the instant', (text) => {
  const instant = Temporal.Instant.from(text);

  expect(momentIn(text)).toBe(momentOf(instant));
  expect(Temporal.Instant.from(textOf(momentOf(instant))).equals(instant)).toBe(true);
});

test('what is finer than a microsecond is left away', () => {
  expect(momentIn('2026-05-01T17:30:00.123456999Z')).toBe(momentIn('2026-05-01T17:30:00.123456Z'));
});

test.each([
  '2026-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:00',
  '2026-01-01T00:00:00+24:00',
  '2026-01-01 00:00:00Z',
  '2026-01-01',
  '0001-01-01T00:00:00Z',
  '1767225600000',
  '',
])('%s names no moment', (text) => {
  expect(momentIn(text)).toBeUndefined();
});
