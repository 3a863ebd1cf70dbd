import { expect, test } from 'vitest';
import { chosenPassword, typedPassword } from './password.ts';

const isChosen = (text: string) => chosenPassword.safeParse(text).success;

test('a password has 10 to 1 024 bytes', () => {
  expect([9, 10, 1_024, 1_025].map((length) => isChosen('x'.repeat(length)))).toEqual([false, true, true, false]);
  expect([isChosen('ééééé'), isChosen('é'.repeat(513))]).toEqual([true, false]);
});

test('the same letters are the same password on every keyboard', () => {
  expect(typedPassword.parse('cafe\u{301} au lait')).toBe('caf\u{E9} au lait');
});

test('what nobody could choose any more can still be typed', () => {
  expect(typedPassword.safeParse('short').success).toBe(true);
});
