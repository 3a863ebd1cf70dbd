import { expect, test } from 'vitest';
import { earlier, joined, later, overlap } from './interval.ts';
import { shown, stay } from './schedule-for-tests.ts';

const hour = (from: number, to: number) => stay(`2026-05-01T${from}:00+02:00/PT${to - from}H`);

test.each([
  ['meet', hour(10, 12), hour(11, 13), true],
  ['lie one within the other', hour(10, 14), hour(11, 12), true],
  ['are the same', hour(10, 12), hour(10, 12), true],
  ['touch', hour(10, 12), hour(12, 14), false],
  ['lie apart', hour(10, 11), hour(12, 14), false],
])('of two stretches that %s it is known whether they overlap, in either order', (_case, one, other, expected) => {
  expect([overlap(one, other), overlap(other, one)]).toEqual([expected, expected]);
});

test.each([
  ['touch', [hour(12, 14), hour(10, 12)], [hour(10, 14)]],
  ['overlap', [hour(10, 13), hour(12, 14)], [hour(10, 14)]],
  ['lie one within the other', [hour(10, 16), hour(11, 12), hour(15, 16)], [hour(10, 16)]],
  ['lie apart', [hour(14, 15), hour(10, 12)], [hour(10, 12), hour(14, 15)]],
  ['are none', [], []],
])('stretches that %s are joined as far as there is no gap, in the order of time', (_case, stretches, expected) => {
  expect(shown(joined(stretches))).toEqual(shown(expected));
});

test('of two instants the earlier and the later are told apart', () => {
  const { start, end } = hour(10, 12);

  expect([earlier(start, end), earlier(end, start)]).toEqual([start, start]);
  expect([later(start, end), later(end, start)]).toEqual([end, end]);
});
