import { expect, test } from 'vitest';
import { newId } from '../../identifier.ts';
import { brieflyMs, minuteMs, type Open } from './open.ts';

/** Values, and what ends them. */
export function values(open: Open): void {
  test('a value is read back until it is overwritten', async () => {
    await using store = await open();
    const key = newId();
    const before = await store.get(key);

    await store.set(key, 'first ☂', minuteMs);
    await store.set(key, '', minuteMs);

    expect(before).toBeUndefined();
    expect(await store.get(key)).toBe('');
  });

  test('a value ends with its time to live', async () => {
    await using store = await open();
    const key = newId();

    await store.set(key, 'soon gone', brieflyMs);

    await expect.poll(() => store.get(key)).toBeUndefined();
  });

  test('overwriting gives a value a new time to live', async () => {
    await using store = await open();
    const [key, other] = [newId(), newId()];
    await store.set(key, 'short', brieflyMs);
    await store.set(other, 'short', brieflyMs);

    await store.set(key, 'long', minuteMs);

    await expect.poll(() => store.get(other)).toBeUndefined();
    expect(await store.get(key)).toBe('long');
  });

  test.each([0, -1, 1.5, Number.NaN])('a time to live of %d ms is refused', async (ttlMs) => {
    await using store = await open();
    const key = newId();

    const attempts = [
      store.set(key, 'value', ttlMs),
      store.takeIfAbsent(key, 'value', ttlMs),
      store.increment(key, 1, ttlMs),
      store.holdAll([key], 'owner', ttlMs),
    ];

    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(await store.get(key)).toBeUndefined();
  });

  test('a store that is open answers', async () => {
    await using store = await open();

    await expect(store.ping()).resolves.toBeUndefined();
  });
}
