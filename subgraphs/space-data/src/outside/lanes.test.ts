import { expect, test } from 'vitest';
import { type Lanes, openLanes } from './lanes.ts';

const all = <Item>(lanes: Lanes<Item>) => Array.from({ length: lanes.length }, () => lanes.next());

test('whoever asks for much holds up nobody who asks for little', () => {
  const lanes = openLanes<string>();
  for (const item of ['a1', 'a2', 'a3', 'a4']) lanes.add('a', item);
  lanes.add('b', 'b1');
  for (const item of ['c1', 'c2']) lanes.add('c', item);

  expect(all(lanes)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', 'a4']);
  expect(lanes.next()).toBeUndefined();
});

test('a lane that comes again waits behind the others', () => {
  const lanes = openLanes<string>();
  lanes.add('a', 'a1');
  lanes.add('b', 'b1');
  lanes.next();
  lanes.add('a', 'a2');
  lanes.add('b', 'b2');

  expect([lanes.length, lanes.lengthOf('a'), lanes.lengthOf('b'), lanes.lengthOf('c')]).toEqual([3, 1, 2, 0]);
  expect(all(lanes)).toEqual(['b1', 'a2', 'b2']);
});
