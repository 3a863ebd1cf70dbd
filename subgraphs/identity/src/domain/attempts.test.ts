import { expect, test } from 'vitest';
import { fromAddress, nextAttemptAt } from './attempts.ts';

const lastAt = Temporal.Instant.from('2030-01-01T00:00:00Z');
const waitOf = (count: number) => nextAttemptAt({ count, lastAt }, 10, lastAt)?.since(lastAt).total('seconds') ?? 0;

test('free attempts do not wait, then each wait is twice the one before, up to a quarter of an hour', () => {
  expect([1, 9, 10, 11, 12, 19, 20, 1_000_000].map(waitOf)).toEqual([0, 0, 1, 2, 4, 512, 900, 900]);
});

test('a wait ends at its instant, and a day of quiet begins anew', () => {
  const attempts = { count: 11, lastAt };

  expect(nextAttemptAt(attempts, 10, lastAt.add({ milliseconds: 1_999 }))).not.toBeNull();
  expect(nextAttemptAt(attempts, 10, lastAt.add({ seconds: 2 }))).toBeNull();
  expect(nextAttemptAt({ count: 1_000, lastAt }, 10, lastAt.add({ hours: 24 }))).toBeNull();
});

test('of an address one drains every 36 seconds, also while others come', () => {
  const full = { count: 100, lastAt };
  const later = (seconds: number) => lastAt.add({ seconds });

  expect(fromAddress({ count: 99, lastAt }, lastAt)).toEqual({ until: null, after: full });
  expect(fromAddress(full, later(35)).until).toEqual(later(36));
  expect(fromAddress({ count: 102, lastAt }, later(35)).until).toEqual(later(108));
  expect(fromAddress(full, later(50))).toEqual({ until: null, after: { count: 100, lastAt: later(36) } });
  expect(fromAddress(full, later(3_600))).toEqual({ until: null, after: { count: 1, lastAt: later(3_600) } });
});
