import { expect, test } from 'vitest';
import { foreignSensor } from '../testing/foreign-sensors.ts';
import { judgeSensor } from './foreign-sensor.ts';

const judged = (given: Parameters<typeof foreignSensor>[0]) => judgeSensor(foreignSensor({ id: '7', ...given }));

test('a sensor becomes a device that measures what its type says, in a unit of UCUM', () => {
  expect(judged({})).toEqual({
    id: '7',
    name: 'Thermometer',
    model: 'temperature sensor',
    location: 'Kitchen',
    metric: 'temperature',
    unit: 'Cel',
    measured: { time: Temporal.Instant.from('2024-12-31T08:00:00Z'), value: 21.5 },
    createdAt: Temporal.Instant.from('2024-01-31T00:00:00Z'),
  });
});

test.for([
  ['temperature', '°C', 'Cel'],
  ['Temperature', ' celsius ', 'Cel'],
  ['temperature', '℃', 'Cel'],
  ['temperature', '°F', '[degF]'],
  ['temperature', 'K', 'K'],
  ['humidity', '%', '%'],
  ['pressure', 'hPa', 'hPa'],
  ['pressure', 'mmHg', 'mm[Hg]'],
  ['co2', 'ppm', '[ppm]'],
])('%s in %s is kept in %s', ([type = '', unit = '', known]) => {
  expect(judged({ type, unit })).toMatchObject({ metric: type.toLowerCase(), unit: known });
});

test.for([
  [{ value: null }],
  [{ value: '' }],
  [{ lastUpdated: null }],
  [{ status: 'inactive', value: '0', lastUpdated: '2024-01-31 00:00:00', createdAt: '2024-01-31T00:00:00Z' }],
])('a sensor that has measured nothing has no newest value: %o', ([given = {}]) => {
  expect(judged(given)).toMatchObject({ id: '7', measured: null });
});

test.for([
  ['0', 0],
  ['-12.25', -12.25],
  ['1e1', 10],
  ['.5', 0.5],
] as const)('a value of %s is one', ([value, measured]) => {
  expect(judged({ value, status: 'inactive' })).toMatchObject({ measured: { value: measured } });
});

test.for([
  ['BAD_ID', { id: null }],
  ['BAD_ID', { id: '1 or 2' }],
  ['BAD_ID', { id: 'x'.repeat(101) }],
  ['BAD_NAME', { name: null }],
  ['BAD_NAME', { name: ' ' }],
  ['BAD_NAME', { name: 'two\nlines' }],
  ['BAD_NAME', { name: 'x'.repeat(201) }],
  ['UNKNOWN_TYPE', { type: null }],
  ['UNKNOWN_TYPE', { type: 'toString' }],
  ['UNKNOWN_TYPE', { type: 'motion' }],
  ['UNKNOWN_UNIT', { unit: null }],
  ['UNKNOWN_UNIT', { unit: '' }],
  ['UNKNOWN_UNIT', { unit: '%' }],
  ['BAD_VALUE', { value: 'NaN' }],
  ['BAD_VALUE', { value: 'Infinity' }],
  ['BAD_VALUE', { value: '1e999' }],
  ['BAD_VALUE', { value: '-1.01e100' }],
  ['BAD_VALUE', { value: '21,5' }],
  ['BAD_VALUE', { value: '0x10' }],
  ['BAD_TIME', { lastUpdated: 'yesterday' }],
  ['BAD_TIME', { lastUpdated: '2024-02-30' }],
  ['BAD_TIME', { createdAt: '31.01.2024' }],
] as const)('a line is rejected as %s: %o', ([code, given]) => {
  expect(judged(given)).toEqual({
    line: 1,
    id: 'id' in given ? given.id : '7',
    code,
    reason: expect.stringMatching(/^[a-z ,0-9]+$/),
  });
});
