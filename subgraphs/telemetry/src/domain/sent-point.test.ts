import { expect, test } from 'vitest';
import { readPoint } from './sent-point.ts';

const time = '2026-05-01T17:30:00+02:00';
const point = { metric: 'temperature', time, value: 21.5 };
const read = { metric: 'temperature', time: 1_777_649_400_000_000, value: 21.5 };

test('a point is of the device that it names, or of the one that sends it', () => {
  expect(readPoint(point, 'sender')).toEqual({ ...read, deviceId: 'sender' });
  expect(readPoint({ ...point, deviceId: null }, 'sender')).toEqual({ ...read, deviceId: 'sender' });
  expect(readPoint({ ...point, deviceId: 'named' }, 'sender')).toEqual({ ...read, deviceId: 'named' });
});

test('a point of nobody’s is of an unknown device', () => {
  expect(readPoint(point, null)).toEqual({ code: 'UNKNOWN_DEVICE', message: 'Say whose it is: deviceId' });
});

test.each<[what: string, sent: unknown, place: string]>([
  ['nothing', null, ''],
  ['a number', 7, ''],
  ['a list', [point], ''],
  ['no metric', { ...point, metric: undefined }, 'metric'],
  ['no time', { ...point, time: undefined }, 'time'],
  ['a time of day', { ...point, time: 'noon' }, 'time'],
  ['a time in milliseconds', { ...point, time: 1_777_000_000_000 }, 'time'],
  ['a time without a zone', { ...point, time: '2026-05-01T17:30:00' }, 'time'],
  ['a day that there is not', { ...point, time: '2026-02-30T00:00:00Z' }, 'time'],
  ['a time to the tenth of a nanosecond', { ...point, time: '2026-05-01T17:30:00.0123456789Z' }, 'time'],
  ['a time of the year 0', { ...point, time: '0000-05-01T17:30:00Z' }, 'time'],
  ['a value that is a text', { ...point, value: '21.5' }, 'value'],
  ['a value without end', { ...point, value: Number.POSITIVE_INFINITY }, 'value'],
  ['something nested', { ...point, text: {} }, 'text'],
  ['a flag that is a number', { ...point, flag: 1 }, 'flag'],
  ['a device that is a number', { ...point, deviceId: 7 }, 'deviceId'],
])('%s is no point, and it is said where', (_what, sent, place) => {
  const refused = readPoint(sent, 'sender');

  expect(refused).toEqual({
    code: 'WRONG_TYPE',
    message: expect.stringMatching(place === '' ? /^\w/ : `^${place}: .`),
  });
});
