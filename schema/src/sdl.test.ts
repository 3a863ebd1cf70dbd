import { buildSubgraphSchema } from '@apollo/subgraph';
import { Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { sdl, subgraphNames, withValues } from './sdl.ts';

const values = `
  type Money { currency: Currency }
  scalar Currency
  scalar Unused
`;

const namesIn = (source: string) =>
  parse(source).definitions.flatMap((definition) => ('name' in definition ? (definition.name?.value ?? []) : []));

test('a subgraph gets the shared values it uses, and those that they use', () => {
  expect(namesIn(withValues('type Query { price: Money }', values))).toEqual(['Query', 'Money', 'Currency']);
});

test('values used in arguments and inputs count too', () => {
  expect(namesIn(withValues('type Query { price(in: Currency): Int }', values))).toEqual(['Query', 'Currency']);
});

test('a subgraph that uses no shared value gets none', () => {
  expect(namesIn(withValues('type Query { ok: Boolean }', values))).toEqual(['Query']);
});

test.for(subgraphNames)('%s has no definition twice', (name) => {
  const names = parse(sdl(name)).definitions.flatMap((definition) =>
    definition.kind !== Kind.SCHEMA_EXTENSION && 'name' in definition ? (definition.name?.value ?? []) : [],
  );

  expect(new Set(names).size).toBe(names.length);
});

test.for(['venue', 'booking'] as const)('%s can be served', (name) => {
  const schema = buildSubgraphSchema(parse(sdl(name)));

  expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toContain(name);
});
