import { expect, test } from 'vitest';
import { announced, compare } from './canary.ts';

test('a line announces each rule that it breaks', () => {
  const source = 'const fine = 1;\nlet broken: any; // breaks one two/three\n-- breaks four';

  expect(announced('a.ts', source)).toEqual(['a.ts:2 one', 'a.ts:2 two/three', 'a.ts:3 four']);
});

test('a rule that went silent and one that fires unannounced are both told', () => {
  expect(compare(['a.ts:1 one', 'a.ts:2 two'], ['a.ts:1 one', 'a.ts:3 three'])).toEqual([
    'no longer fires: a.ts:2 two',
    'fires unannounced: a.ts:3 three',
  ]);
});
