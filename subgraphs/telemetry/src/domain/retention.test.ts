import { expect, test } from 'vitest';
import { firstKeptDay } from './retention.ts';

const kept = (now: string, days: number) => String(firstKeptDay(Temporal.Instant.from(now), days));

test('a day is kept until its last moment is too old by an hour, as what was judged before is still being written', () => {
  expect(kept('2026-03-31T00:59:59Z', 30)).toBe('2026-02-28');
  expect(kept('2026-03-31T01:00:00Z', 30)).toBe('2026-03-01');
});
