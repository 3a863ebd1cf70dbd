import { expect, test } from 'vitest';
import { newId } from '../../identifier.ts';
import { brieflyMs, minuteMs, type Open } from './open.ts';

/** One key, one holder. */
export function takes(open: Open): void {
  test('of 100 parallel takes of one key exactly one wins', async () => {
    await using store = await open();
    const key = newId();
    const takers = Array.from({ length: 100 }, (_, index) => `taker ${index}`);

    const won = await Promise.all(takers.map((taker) => store.takeIfAbsent(key, taker, minuteMs)));

    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.get(key)).toBe(takers[won.indexOf(true)]);
  });

  test('a key can be taken again once its time is over', async () => {
    await using store = await open();
    const key = newId();

    const first = await store.takeIfAbsent(key, 'first', brieflyMs);

    expect(first).toBe(true);
    await expect.poll(() => store.takeIfAbsent(key, 'second', minuteMs)).toBe(true);
  });

  test('only who knows the value deletes the key', async () => {
    await using store = await open();
    const key = newId();
    await store.set(key, 'mine', minuteMs);

    const stranger = await store.compareAndDelete(key, 'yours');
    const owner = await store.compareAndDelete(key, 'mine');
    const again = await store.compareAndDelete(key, 'mine');

    expect([stranger, owner, again]).toEqual([false, true, false]);
    expect(await store.get(key)).toBeUndefined();
  });
}
