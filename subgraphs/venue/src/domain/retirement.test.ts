import { expect, test } from 'vitest';
import { divide } from './retirement.ts';

const table = (id: string) => ({ id, retiredAt: null });
const retired = (id: string) => ({ id, retiredAt: Temporal.Instant.from('2026-01-01T00:00:00Z') });

test('tables in use are parted into those that leave and those that stay', () => {
  const division = divide([table('a'), table('b'), table('c')], ['c', 'a']);

  expect(division).toEqual({ leaving: [table('a'), table('c')], staying: [table('b')] });
});

test('a table that is retired already neither leaves nor stays', () => {
  const division = divide([retired('a'), table('b')], ['a']);

  expect(division).toEqual({ leaving: [], staying: [table('b')] });
});

test('an id that names no table of the room is refused with its place', () => {
  const attempt = () => divide([table('a')], ['a', 'x']);

  expect(attempt).toThrow(expect.objectContaining({ code: 'NOT_FOUND', inputPath: ['input', 'retire', '1'] }));
});
