import { expect, test } from 'vitest';
import { newId } from '../../identifier.ts';
import { brieflyMs, minuteMs, type Open } from './open.ts';

/** Several keys for one owner, all or none. */
export function holds(open: Open): void {
  test('a hold of several keys takes all of them or none', async () => {
    await using store = await open();
    const [left, middle, right] = [newId(), newId(), newId()];

    const first = await store.holdAll([left, middle], 'anna', minuteMs);
    const overlapping = await store.holdAll([middle, right], 'ben', minuteMs);

    expect([first, overlapping]).toEqual([true, false]);
    expect(await store.get(middle)).toBe('anna');
    expect(await store.get(right)).toBeUndefined();
  });

  test('parallel holds of overlapping pairs never share a key', async () => {
    await using store = await open();
    const keys = Array.from({ length: 20 }, newId);
    const pairs = keys.flatMap((key, index) => keys.slice(index + 1).map((other) => [key, other]));

    const won = await Promise.all(pairs.map((pair, index) => store.holdAll(pair, `owner ${index}`, minuteMs)));

    const held = pairs.filter((_, index) => won[index]).flat();
    expect(held.length).toBeGreaterThanOrEqual(keys.length - 1);
    expect(new Set(held).size).toBe(held.length);
  });

  test('what the owner already holds counts as free and lasts as long as the new hold', async () => {
    await using store = await open();
    const [held, other, more] = [newId(), newId(), newId()];
    await store.holdAll([held, other], 'anna', brieflyMs);

    const extended = await store.holdAll([held, more], 'anna', minuteMs);

    expect(extended).toBe(true);
    await expect.poll(() => store.get(other)).toBeUndefined();
    expect([await store.get(held), await store.get(more)]).toEqual(['anna', 'anna']);
  });

  test('releasing gives back only what the owner still holds', async () => {
    await using store = await open();
    const [mine, yours, nobodys] = [newId(), newId(), newId()];
    await store.holdAll([mine], 'anna', minuteMs);
    await store.holdAll([yours], 'ben', minuteMs);

    await store.releaseAll([mine, yours, nobodys], 'anna');

    expect([await store.get(mine), await store.get(yours)]).toEqual([undefined, 'ben']);
  });

  test('a hold of nothing succeeds', async () => {
    await using store = await open();

    expect(await store.holdAll([], 'anna', minuteMs)).toBe(true);
  });
}
