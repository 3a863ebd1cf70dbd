import { expect, test } from 'vitest';
import { isId, newId } from './identifier.ts';

const millisecondsOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

test('a new id is a UUID of version 7 and tells when it was made', () => {
  const before = Date.now();

  const id = newId();

  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(millisecondsOf(id)).toBeGreaterThanOrEqual(before);
  expect(millisecondsOf(id)).toBeLessThanOrEqual(Date.now());
});

test('no two ids are the same, and those of a later millisecond sort later', () => {
  const ids: string[] = [];
  const seen = new Set<number>();
  while (seen.size < 6) {
    const id = newId();
    ids.push(id);
    seen.add(millisecondsOf(id));
  }

  const times = ids.map(millisecondsOf);

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted().map(millisecondsOf)).toEqual(times);
});

test('the random part leaves nothing fixed but version and variant', () => {
  const ids = Array.from({ length: 2_000 }, () => newId().replaceAll('-', '').slice(12));

  const digits = Array.from({ length: 20 }, (_, place) => new Set(ids.map((id) => id[place])).size);

  expect(digits).toEqual([1, 16, 16, 16, 4, ...Array.from({ length: 15 }, () => 16)]);
});

test.for([newId(), '01900000-0000-7000-8000-000000000001', '9b2e4e9e-3f5c-4d0e-8a9b-0c1d2e3f4a5b'])(
  '%s can name something',
  (id) => {
    expect(isId(id)).toBe(true);
  },
);

test.for([
  '',
  'x',
  '01900000-0000-7000-8000-00000000000',
  '01900000-0000-7000-8000-0000000000001',
  '{01900000-0000-7000-8000-000000000001}',
  "01900000-0000-7000-8000-00000000000'",
  '01900000000070008000000000000001',
  '01900000-0000-7000-8000-000000000001\n',
])('%j can name nothing', (id) => {
  expect(isId(id)).toBe(false);
});
