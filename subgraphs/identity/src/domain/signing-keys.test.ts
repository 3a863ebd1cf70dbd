import { expect, test } from 'vitest';
import { accessLife, isNextDue, outlivedKeys, signingKeyOf } from './signing-keys.ts';

const start = Temporal.Instant.from('2030-01-01T00:00:00Z');
const first = { createdAt: start };
const second = { createdAt: start.add({ hours: 720 }) };
const keys = [first, second];
const after = (hours: number) => start.add({ hours });

test('the first key signs at once, the next one an hour after it was announced', () => {
  expect(signingKeyOf([first], start)).toBe(first);
  expect(signingKeyOf(keys, after(720))).toBe(first);
  expect(signingKeyOf(keys, after(721).subtract({ nanoseconds: 1 }))).toBe(first);
  expect(signingKeyOf(keys, after(721))).toBe(second);
});

test('the next key is made after 30 days', () => {
  expect(isNextDue([], start)).toBe(true);
  expect(isNextDue([first], after(719))).toBe(false);
  expect(isNextDue([first], after(720))).toBe(true);
  expect(isNextDue(keys, after(720))).toBe(false);
});

test('a key is forgotten only when all that it signed has ended', () => {
  const lastSigned = after(721);

  expect(outlivedKeys(keys, lastSigned.add(accessLife))).toEqual([]);
  expect(outlivedKeys(keys, after(722))).toEqual([first]);
  expect(outlivedKeys([first], after(100_000))).toEqual([]);
});
