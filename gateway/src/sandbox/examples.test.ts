import { readFile } from 'node:fs/promises';
import { Supergraph } from '@apollo/federation-internals';
import { systemClock } from '@constellation/kit';
import { supergraphPath } from '@constellation/schema';
import { getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { useRealScalars } from '../graph/real-scalars.ts';
import { readExamples } from './examples.ts';

const graph = Supergraph.build(await readFile(supergraphPath, 'utf8'))
  .apiSchema()
  .toGraphQLJSSchema();
useRealScalars(graph);

const examples = await readExamples(systemClock);

test('there is an example for each step from finding a venue to what moves in the sky above it', () => {
  const names = examples.map(({ query }) => getOperationAST(parse(query))?.name?.value);

  expect(names).toEqual([
    'FindAVenue',
    'HoldATable',
    'ConfirmIt',
    'Watch',
    'WhatIsFree',
    'TheBook',
    'WhatItFeelsLike',
    'WatchTheClimate',
    'HowItWas',
    'TonightAboveTheVenue',
    'WatchTheIss',
  ]);
});

test.each(examples)('every example fits the graph, and so do its variables: $query', ({ query, variables = '{}' }) => {
  const document = parse(query);
  const definitions = getOperationAST(document)?.variableDefinitions ?? [];

  const values = getVariableValues(graph, definitions, JSON.parse(variables) as Record<string, unknown>);

  expect(validate(graph, document)).toEqual([]);
  expect(values.errors).toBeUndefined();
});
