import { expect, test } from 'vitest';
import { stateDelta } from './state-delta.ts';

test.each<[reported: object, desired: object, delta: object]>([
  [{}, {}, {}],
  [{}, { led: 'on' }, { led: 'on' }],
  [{ led: 'off' }, { led: 'on' }, { led: 'on' }],
  [{ led: 'on' }, { led: 'on' }, {}],
  [{ led: 'on', battery: 80 }, { led: 'on' }, {}],
  [{ led: 'on' }, { led: null }, { led: null }],
  [{}, { led: null }, {}],
  [{ led: null }, { led: null }, {}],
  [{ led: null }, { led: 'on' }, { led: 'on' }],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }, {}],
  [{ a: { b: 1, c: 2 } }, { a: { b: 3 } }, { a: { b: 3 } }],
  [{ a: { b: { c: 1, d: 2 } } }, { a: { b: { d: null } } }, { a: { b: { d: null } } }],
  [{ a: 1 }, { a: { b: 1 } }, { a: { b: 1 } }],
  [{ a: { b: 1 } }, { a: 1 }, { a: 1 }],
  [{}, { a: {} }, { a: {} }],
  [{ a: [1, 2] }, { a: [1, 2] }, {}],
  [{ a: [1, 2] }, { a: [2, 1] }, { a: [2, 1] }],
  [{ a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, { a: [{ b: 1, c: 2 }] }],
  [{ a: 0 }, { a: false }, { a: false }],
  [{}, { constructor: 1 }, { constructor: 1 }],
])('reported %j lacks of %j the delta %j', (reported, desired, delta) => {
  expect(stateDelta({ ...reported }, { ...desired })).toEqual(delta);
});

test('a key that means something to JavaScript is a key like any other', () => {
  const state: Record<string, unknown> = JSON.parse('{"__proto__":{"led":"on"}}');

  expect(Object.entries(stateDelta({}, state))).toEqual([['__proto__', { led: 'on' }]]);
  expect(stateDelta(state, state)).toEqual({});
});
