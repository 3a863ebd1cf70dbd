import { accept } from '@constellation/kit/input';
import { expect, test } from 'vitest';
import { judgeSize, newRoom, resizes, type RoomChange, roomChange } from './room.ts';

const refusal = (field: string) => expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', field] });

test.each([
  [{}, false],
  [{ width: 10, height: 5 }, false],
  [{ width: 9 }, true],
  [{ height: 6 }, true],
])('whether %o gives a room of 10 by 5 metres another size: %s', (change, expected) => {
  expect(resizes({ width: 10, height: 5 }, change)).toBe(expected);
});

test('a room may be as small as its tables stand', () => {
  const tables = [
    { x: 4, y: 0 },
    { x: 1, y: 3 },
  ];

  expect(() => judgeSize({ width: 4, height: 3 }, tables)).not.toThrow();
});

test.each([
  ['width', { width: 3.9, height: 3 }],
  ['height', { width: 4, height: 2.9 }],
  ['width', { width: 1, height: 1 }],
])('a %s that leaves a table outside is refused', (field, size) => {
  expect(() => judgeSize(size, [{ x: 4, y: 3 }])).toThrow(refusal(field));
});

test('what is left out of a change stays left out', () => {
  expect(accept(roomChange, { id: 'a', width: 3 })).toEqual({ id: 'a', width: 3 });
});

test('a new room has 20 metres each way unless more is said', () => {
  expect(accept(newRoom, { venueId: 'a', name: ' Hall ' })).toEqual({
    venueId: 'a',
    name: 'Hall',
    width: 20,
    height: 20,
  });
});

test.each<[string, Partial<RoomChange>, string]>([
  ['a name that is taken away', { name: null }, 'name'],
  ['a width that is taken away', { width: null }, 'width'],
  ['a height that is taken away', { height: null }, 'height'],
  ['an empty name', { name: ' ' }, 'name'],
  ['no width', { width: 0 }, 'width'],
  ['more than a kilometre', { height: 1_001 }, 'height'],
])('%s is refused', (_case, change, field) => {
  expect(() => accept(roomChange, { id: 'a', ...change })).toThrow(refusal(field));
});
