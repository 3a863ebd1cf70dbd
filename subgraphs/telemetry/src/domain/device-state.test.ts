import { expect, test } from 'vitest';
import { acceptState } from './device-state.ts';

const nested = (levels: number): object => (levels === 1 ? {} : { inner: nested(levels - 1) });

test.each([
  ['nothing', {}],
  ['all kinds of values', { on: true, level: 0.5, name: 'dôme', none: null, list: [1, { two: [] }] }],
  ['16 KiB', { text: 'x'.repeat(16 * 1024 - '{"text":""}'.length) }],
  ['32 levels', nested(32)],
  ['words that only look like what is refused', { text: '\\u0000 \\ud800' }],
  ['a whole surrogate pair', { text: '🔭' }],
])('a state of %s is kept as it is', (_case, state) => {
  expect(acceptState(state)).toBe(state);
});

test.each([
  ['null', null],
  ['a list', []],
  ['a word', 'on'],
  ['a byte more than 16 KiB', { text: 'x'.repeat(16 * 1024 - '{"text":""}'.length + 1) }],
  ['as many letters in more bytes', { text: 'ü'.repeat(8 * 1024) }],
  ['33 levels', nested(33)],
  ['33 levels of lists', { list: JSON.parse(`${'['.repeat(32)}${']'.repeat(32)}`) }],
  ['NUL', { text: 'a\0' }],
  ['NUL behind backslashes', { text: '\\\\\0' }],
  ['NUL in a name', { 'a\0': 1 }],
  ['half a surrogate pair', { text: '\ud83d' }],
])('a state that is %s is refused', (_case, state) => {
  expect(() => acceptState(state)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['state'] }));
});

test('a state of absurd depth is refused like any other', () => {
  const state: unknown = JSON.parse(`{"list":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);

  expect(() => acceptState(state)).toThrow('32 levels');
});
