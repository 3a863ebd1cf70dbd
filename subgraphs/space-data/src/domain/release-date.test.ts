import { expect, test } from 'vitest';
import { readReleaseDate } from './release-date.ts';

test.each([
  [1268179200.0, '2010-03-10T00:00:00Z'],
  [1268179200.5, '2010-03-10T00:00:00.5Z'],
  ['1268179200.0', '2010-03-10T00:00:00Z'],
  ['1.2681792e9', '2010-03-10T00:00:00Z'],
  [0, '1970-01-01T00:00:00Z'],
  ['9/21/14', '2014-09-21T00:00:00Z'],
  ['09/21/2014', '2014-09-21T00:00:00Z'],
  ['12/31/70', '1970-12-31T00:00:00Z'],
  ['1/1/69', '2069-01-01T00:00:00Z'],
  ['04-Aug-2017', '2017-08-04T00:00:00Z'],
  [' 2017-08-04 ', '2017-08-04T00:00:00Z'],
  ['2017-08-04T10:00:00+02:00', '2017-08-04T08:00:00Z'],
])('%s is %s', (written, instant) => {
  expect(readReleaseDate(written)?.toString()).toBe(instant);
});

test.each([
  [
    '',
    null,
    undefined,
    NaN,
    Infinity,
    -1,
    1e12,
    5e10,
    '3/1/3000',
    '1e99',
    'soon',
    '13/1/14',
    '2/30/14',
    '04-Nov-17-2',
    '01-Foo-2017',
    {},
    [],
  ],
])('nothing else is a date', (...written) => {
  expect(written.map(readReleaseDate)).toEqual(written.map(() => undefined));
});
