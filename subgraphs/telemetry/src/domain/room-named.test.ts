import { expect, test } from 'vitest';
import { roomNamed } from './room-named.ts';

const rooms = ['Kitchen', 'Große Halle', 'Bar', 'bar '].map((name, index) => ({ id: String(index), name }));

test.for([
  ['kitchen', '0'],
  [' KITCHEN ', '0'],
  ['GROßE HALLE', '1'],
  ['Kitchen 2', undefined],
  ['', undefined],
])('a location called %j is in room %s', ([name = '', id]) => {
  expect(roomNamed(rooms, name)?.id).toBe(id);
});

test('a name that two rooms have tells neither', () => {
  expect(roomNamed(rooms, 'Bar')).toBeUndefined();
});
