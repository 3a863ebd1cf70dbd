import { expect, test } from 'vitest';
import { normaliseReference, referenceFrom, referenceLength } from './reference.ts';

test('a reference has a character per byte, none of which is taken for another', () => {
  const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  const characters = [...referenceFrom(everyByte)];

  expect(characters).toHaveLength(256);
  expect(new Set(characters)).toEqual(new Set('0123456789ABCDEFGHJKMNPQRSTVWXYZ'));
});

test('every character is equally likely', () => {
  const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  const counts = Object.values(Object.groupBy(referenceFrom(everyByte), String)).map((same) => same?.length);

  expect(new Set(counts)).toEqual(new Set([8]));
});

test('the same bytes give the same reference', () => {
  const bytes = Uint8Array.of(7, 19, 3, 20, 9, 23, 29, 10);

  expect(referenceFrom(bytes)).toBe('7K3M9QXA');
  expect(bytes).toHaveLength(referenceLength);
});

test.each(['7K3M9QXA', '7k3m9qxa', '7K3M-9QXA', ' 7k3m 9qxa\t', '7K3M9QXA\n'])('%j is found as 7K3M9QXA', (typed) => {
  expect(normaliseReference(typed)).toBe('7K3M9QXA');
});

test('letters that look like digits are read as the digits', () => {
  expect(normaliseReference('oOiIlL')).toBe('001111');
});
