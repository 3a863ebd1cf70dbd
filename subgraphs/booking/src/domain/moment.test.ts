import { expect, test } from 'vitest';
import { instantOf, intervalOf, momentOf, spanOf, textOf } from './moment.ts';

test.each([
  '2026-05-01T17:30:00Z',
  '2026-05-01T17:30:59Z',
  '2026-05-01T17:30:00.5Z',
  '2026-05-01T17:30:00.000001Z',
  '1969-12-31T23:59:59Z',
  '1969-12-31T23:59:59.999999Z',
])('%s is the same as an instant, as a moment and as its text', (text) => {
  const moment = momentOf(Temporal.Instant.from(text));

  expect(String(instantOf(moment))).toBe(text);
  expect(textOf(moment)).toBe(text);
});

test('a moment keeps microseconds, a span what lies between two', () => {
  const start = Temporal.Instant.from('2026-05-01T17:30:00.123456789Z');
  const kept = Temporal.Instant.from('2026-05-01T17:30:00.123456Z');
  const end = kept.add({ hours: 2 });

  expect(instantOf(momentOf(start))).toEqual(kept);
  expect(intervalOf(spanOf({ start, end }))).toEqual({ start: kept, end });
});
