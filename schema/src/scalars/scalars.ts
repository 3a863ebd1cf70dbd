import type { GraphQLScalarType } from 'graphql';
import { json } from './json.ts';
import { safeInt } from './safe-int.ts';
import { currency, cursor, url } from './text.ts';
import { date, dateTime, duration, localTime, timeZone, venueDateTime } from './time.ts';

/** How each scalar of values.graphql is checked and what resolvers get for it; by name, to put among the resolvers. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = Object.fromEntries(
  [dateTime, date, localTime, venueDateTime, timeZone, duration, currency, safeInt, cursor, url, json].map((scalar) => [
    scalar.name,
    scalar,
  ]),
);
