import { expect, test } from 'vitest';
import { pointIn, sentIn, weightOf } from './sent-message.ts';

const point = { metric: 'temperature', time: '2026-05-01T12:00:00Z', value: 21 };
const secret = 'csd_1';

test.each<[string, unknown, readonly unknown[]]>([
  ['points', { secret, points: [point, point] }, [point, point]],
  ['one point', { secret, points: point }, [point]],
  ['no point', { secret, points: [] }, []],
  ['a point with the secret in it', { secret, ...point }, [{ secret, ...point }]],
  ['an array whose first point has the secret', [{ secret, ...point }, point], [{ secret, ...point }, point]],
])('a message may be %s', (_, data, points) => {
  expect(sentIn(data)).toEqual({ secret, points });
  expect(weightOf(data)).toBe(Math.max(1, points.length));
});

test.each<[string, unknown]>([
  ['text', 'temperature=21'],
  ['null', null],
  ['a number', 21],
  ['an empty array', []],
  ['without a secret', { points: [point] }],
  ['whose secret is no text', { secret: 7, points: [point] }],
  ['of 10 001 points', { secret, points: Array.from({ length: 10_001 }, () => point) }],
])('it is malformed: %s', (_, data) => {
  expect(sentIn(data)).toBeUndefined();
});

test('a message of 10 000 points is none too many', () => {
  expect(sentIn({ secret, points: Array.from({ length: 10_000 }, () => point) })?.points).toHaveLength(10_000);
});

test('a point is of the device that sends it', () => {
  expect(pointIn(point, 'd1')).toMatchObject({ ...point, deviceId: 'd1', time: 1_777_636_800_000_000 });
  expect(pointIn({ ...point, deviceId: 'd1' }, 'd1')).toMatchObject({ deviceId: 'd1' });
  expect(pointIn({ ...point, deviceId: 'd2' }, 'd1')).toBeUndefined();
});

test.each<[string, unknown]>([
  ['text', 'warm'],
  ['an array', [point]],
  ['without a metric', { ...point, metric: undefined }],
  ['without a time', { ...point, time: undefined }],
  ['with a number for a time', { ...point, time: 1_777_636_800_000 }],
  ['with a day that is none', { ...point, time: '2026-02-30T00:00:00Z' }],
  ['with a time to the tenth of a nanosecond', { ...point, time: '2026-05-01T12:00:00.0123456789Z' }],
  ['with text for a value', { ...point, value: '21' }],
  ['with a number for a text', { ...point, text: 21 }],
  ['with a number for a flag', { ...point, flag: 1 }],
])('it is no point: %s', (_, given) => {
  expect(pointIn(given, 'd1')).toBeUndefined();
});
