import { expect, test } from 'vitest';
import { keptText } from './kept-text.ts';

test.each([
  ['has no blanks around it', ' Mouse\n', 'Mouse'],
  ['has no NUL in it', 'a\0b', 'ab'],
  ['is cut where it is too long', 'abcdefgh', 'abcdef'],
  ['is not cut within a character', 'abcde🚀', 'abcde\ufffd'],
  ['has whole characters', 'a\ud800b', 'a\ufffdb'],
])('text %s', (_case, given, kept) => {
  expect(keptText(6).parse(given)).toBe(kept);
});
