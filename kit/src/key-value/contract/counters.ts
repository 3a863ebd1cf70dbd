import { expect, test } from 'vitest';
import { newId } from '../../identifier.ts';
import { minuteMs, type Open } from './open.ts';

/** Counters that parallel callers share. */
export function counters(open: Open): void {
  test('100 parallel additions are all counted', async () => {
    await using store = await open();
    const key = newId();

    const totals = await Promise.all(Array.from({ length: 100 }, () => store.increment(key, 2, minuteMs)));

    expect(totals.toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 100 }, (_, index) => 2 * (index + 1)),
    );
    expect(await store.get(key)).toBe('200');
  });

  test('a counter ends after its first addition, whatever came later', async () => {
    await using store = await open();
    const key = newId();
    await store.increment(key, 5, 300);

    await store.increment(key, -5, minuteMs);

    await expect.poll(() => store.get(key)).toBeUndefined();
    expect(await store.increment(key, 1, minuteMs)).toBe(1);
  });

  test('a text is not a counter', async () => {
    await using store = await open();
    const key = newId();
    await store.set(key, 'text', minuteMs);

    const attempt = store.increment(key, 1, minuteMs);

    await expect(attempt).rejects.toThrow('not an integer');
    expect(await store.get(key)).toBe('text');
  });
}
