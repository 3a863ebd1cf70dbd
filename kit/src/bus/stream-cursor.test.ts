import { expect, test } from 'vitest';
import { placeIn, streamCursor } from './stream-cursor.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('a cursor leads back to its place', () => {
  const place = { stream: 'NOTES', epoch: '2030-01-01T12:00:00Z', sequence: 9_007_199_254_740_991 };

  expect(placeIn(streamCursor(place))).toEqual(place);
});

test.each([
  '',
  'bm9uZQ',
  '§',
  encoded(null),
  encoded(['NOTES']),
  encoded(['NOTES', 1]),
  encoded([1, 'first', 2]),
  encoded(['NOTES', 'first', '1']),
  encoded(['NOTES', 'first', -1]),
  encoded(['NOTES', 'first', 1.5]),
  encoded(['NOTES', 'first', 1e300]),
  encoded(['NOTES', 'first', 1, 2]),
])('%s is no cursor of a stream', (cursor) => {
  expect(placeIn(cursor)).toBeUndefined();
});
