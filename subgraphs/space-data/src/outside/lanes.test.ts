import { expect, test } from 'vitest';
import { openLanes } from './lanes.ts';

interface Piece {
  readonly lane: string;
  readonly name: string;
  readonly tookMs: number;
}

/** Lanes with pieces of work that take so long each, and who was served in which order. */
function served(pieces: readonly (readonly [lane: string, count: number, tookMs: number])[]): string {
  const lanes = openLanes<Piece>();
  for (const [lane, count, tookMs] of pieces)
    for (let index = 1; index <= count; index += 1) lanes.add(lane, { lane, name: `${lane}${index}`, tookMs });
  const order: string[] = [];
  for (let piece = lanes.next(); piece; piece = lanes.next()) {
    order.push(piece.name);
    lanes.charge(piece.lane, piece.tookMs);
  }
  return order.join(' ');
}

test('whoever asks for much holds up nobody who asks for little', () => {
  expect(
    served([
      ['a', 4, 5],
      ['b', 1, 5],
      ['c', 2, 5],
    ]),
  ).toBe('a1 b1 c1 a2 c2 a3 a4');
});

test('what takes little is done together', () => {
  expect(
    served([
      ['a', 4, 2],
      ['b', 2, 2],
    ]),
  ).toBe('a1 a2 a3 b1 b2 a4');
});

test('who asks for what takes long waits until the others have had as much', () => {
  expect(
    served([
      ['a', 2, 15],
      ['b', 5, 5],
    ]),
  ).toBe('a1 b1 b2 b3 a2 b4 b5');
});

test('what somebody has used is not forgotten with the last of theirs', () => {
  const lanes = openLanes<string>();
  lanes.add('a', 'a1');
  lanes.add('b', 'b1');
  lanes.add('b', 'b2');
  expect(lanes.next()).toBe('a1');
  lanes.charge('a', 100);
  lanes.add('a', 'a2');

  expect([lanes.next(), lanes.next(), lanes.next(), lanes.next()]).toEqual(['b1', 'b2', 'a2', undefined]);
});

test('how much waits is told, of each and of all', () => {
  const lanes = openLanes<string>();
  for (const item of ['a1', 'a2', 'a3']) lanes.add('a', item);
  lanes.add('b', 'b1');
  lanes.next();

  expect([lanes.length, lanes.lengthOf('a'), lanes.lengthOf('b'), lanes.lengthOf('c')]).toEqual([3, 2, 1, 0]);
});
