import { buildASTSchema, isEnumType, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sdl, type SubgraphName } from '../sdl.ts';
import { streams } from '../streams.ts';
import { bookingHeld } from './booking.ts';
import { publishedEvents } from './events.ts';
import { venueSnapshot } from './venue.ts';

describe.for(publishedEvents.map((event) => [event.type, event] as const))('%s', ([, event]) => {
  const parameters = [...event.address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

  test('lies on a declared stream that takes its subjects', () => {
    const stream = streams.find(({ name }) => name === event.stream);

    const pattern = event.address.replaceAll(/\{\w+\}/g, '*');

    expect(stream?.subjects).toContain(pattern);
  });

  test('carries every part of its subject', () => {
    const properties = Object.keys(z.toJSONSchema(event.data, { io: 'input' }).properties ?? {});

    expect(properties).toEqual(expect.arrayContaining(parameters));
  });
});

test('no two events share a type', () => {
  const types = publishedEvents.map(({ type }) => type);

  expect(new Set(types).size).toBe(types.length);
});

test.for([
  [bookingHeld.data, 'to', 'events', 'BookingStatus'],
  [bookingHeld.data, 'change', 'events', 'BookingChange'],
  [venueSnapshot.data, 'weekday', 'venue', 'Weekday'],
] as const)('events and graph know the same values (%#)', ([data, property, subgraph, name]) => {
  const values = allowedValues(z.toJSONSchema(data), property);

  expect(values).toEqual(enumValues(subgraph, name));
});

function enumValues(subgraph: SubgraphName, name: string): string[] {
  const type = buildASTSchema(parse(sdl(subgraph)), { assumeValidSDL: true }).getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
}

/** The values of the first property of this name, however deep. */
function allowedValues(schema: unknown, property: string): unknown {
  let values: unknown;
  JSON.stringify(schema, (key, value) => {
    if (key === property) values ??= value.enum ?? [value.const];
    return value;
  });
  return values;
}
