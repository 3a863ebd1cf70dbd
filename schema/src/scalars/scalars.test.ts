import { readFileSync } from 'node:fs';
import { GraphQLError, Kind, type GraphQLScalarType, parse, parseValue } from 'graphql';
import { expect, test } from 'vitest';
import { json } from './json.ts';
import { safeInt } from './safe-int.ts';
import { scalars } from './scalars.ts';
import { currency, cursor, url } from './text.ts';
import { date, dateTime, duration, localTime, timeZone, venueDateTime } from './time.ts';

const instant = Temporal.Instant.from('2026-05-01T17:30:00Z');

test.for<[GraphQLScalarType, unknown, unknown]>([
  [dateTime, '2026-05-01T17:30:00Z', instant],
  [dateTime, '2026-05-01T19:30:00.000+02:00', instant],
  [date, '2028-02-29', Temporal.PlainDate.from('2028-02-29')],
  [localTime, '00:00', '00:00'],
  [venueDateTime, '2026-05-01T19:30:00+02:00', { instant }],
  [venueDateTime, '2026-05-01T19:30', { local: Temporal.PlainDateTime.from('2026-05-01T19:30') }],
  [timeZone, 'asia/almaty', 'Asia/Almaty'],
  [timeZone, 'UTC', 'UTC'],
  [duration, 'PT90M', Temporal.Duration.from({ minutes: 90 })],
  [currency, 'KZT', 'KZT'],
  [safeInt, 2 ** 53 - 1, 2 ** 53 - 1],
  [cursor, 'b3BhcXVl', 'b3BhcXVl'],
  [url, 'https://example.org/a?b', new URL('https://example.org/a?b')],
  [json, { any: ['thing', null] }, { any: ['thing', null] }],
])('%s takes %j', ([scalar, sent, expected]) => {
  expect(scalar.parseValue(sent)).toEqual(expected);
  expect(scalar.parseLiteral(parseValue(literalOf(sent)))).toEqual(expected);
});

test.for<[GraphQLScalarType, unknown]>([
  [dateTime, '2026-05-01T17:30:00'],
  [dateTime, '2026-02-30T17:30:00Z'],
  [dateTime, '2026-05-01T24:30:00Z'],
  [dateTime, 1_777_656_600_000],
  [dateTime, '0000-01-01T00:00:00Z'],
  [dateTime, '0001-01-01T00:00:00+01:00'],
  [date, '2027-02-29'],
  [date, '0000-01-01'],
  [date, '2026-05-01T00:00:00Z'],
  [localTime, '24:00'],
  [localTime, '7:30'],
  [venueDateTime, '2026-13-01T19:30'],
  [venueDateTime, 'tomorrow'],
  [venueDateTime, '0000-01-01T20:00'],
  [timeZone, 'Mars/Olympus'],
  [timeZone, '+03:00'],
  [duration, '90 minutes'],
  [duration, 'P'],
  [currency, 'XYZ'],
  [currency, 'eur'],
  [safeInt, 2 ** 53],
  [safeInt, 1.5],
  [safeInt, '1'],
  [cursor, ''],
  [cursor, 'a b'],
  [url, 'javascript:alert(1)'],
  [url, '/relative'],
])('%s refuses %j and says what it expects', ([scalar, sent]) => {
  for (const read of [() => scalar.parseValue(sent), () => scalar.parseLiteral(parseValue(literalOf(sent)))]) {
    expect(read).toThrow(GraphQLError);
    expect(read).toThrow(new RegExp(`^${scalar.name} must be .+`));
    expect(read).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }));
  }
});

test.for<[GraphQLScalarType, unknown, unknown]>([
  [dateTime, instant, '2026-05-01T17:30:00Z'],
  [date, Temporal.PlainDate.from('2026-05-01'), '2026-05-01'],
  [duration, Temporal.Duration.from({ minutes: 90 }), 'PT90M'],
  [safeInt, 7, 7],
  [url, new URL('https://example.org'), 'https://example.org/'],
])('%s sends %s', ([scalar, value, sent]) => {
  expect(scalar.serialize(value)).toBe(sent);
});

test.for<[GraphQLScalarType, unknown]>([
  [dateTime, new Date(0)],
  [date, instant],
  [timeZone, { zone: 'UTC' }],
  [safeInt, 7n],
])('%s does not send what is none', ([scalar, value]) => {
  expect(() => scalar.serialize(value)).toThrow(TypeError);
});

test('a word without quotes is no text', () => {
  expect(() => cursor.parseLiteral(parseValue('b3BhcXVl'))).toThrow(/Cursor must be/);
});

test.for<[GraphQLScalarType, string]>([
  [safeInt, '  1.5'],
  [dateTime, '  "noon"'],
])('%s says where in a document a bad value stands', ([scalar, literal]) => {
  expect(() => scalar.parseLiteral(parseValue(literal))).toThrow(
    expect.objectContaining({ locations: [{ line: 1, column: 3 }] }),
  );
});

test('the scalars are those of values.graphql', () => {
  const values = parse(readFileSync(new URL('../../values.graphql', import.meta.url), 'utf8'));

  const declared = values.definitions.flatMap((each) =>
    each.kind === Kind.SCALAR_TYPE_DEFINITION ? each.name.value : [],
  );

  expect(Object.keys(scalars).toSorted()).toEqual(declared.toSorted());
});

/** As a GraphQL document would have it. */
const literalOf = (value: unknown): string => JSON.stringify(value).replaceAll(/"(\w+)":/g, '$1:');
