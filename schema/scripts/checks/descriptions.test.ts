import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { undescribed, unlimitedPages } from './descriptions.ts';

test('whatever says nothing about itself is told', () => {
  const schema = buildSchema(`
    type Query { rooms(first: Int): Int }
    enum Shape { ROUND }
    input Place { row: Int }
    union Thing = Query
    scalar Time
  `);

  expect(undescribed(schema).map((line) => line.split(' ')[0])).toEqual([
    'Query',
    'Query.rooms',
    'Query.rooms(first:)',
    'Shape',
    'Shape.ROUND',
    'Place',
    'Place.row',
    'Thing',
    'Time',
  ]);
});

test('what has a description is fine, built-in types need none', () => {
  const schema = buildSchema(`
    "What can be read."
    type Query {
      "Rooms."
      rooms("1 to 100." first: Int): Int
    }
  `);

  expect([...undescribed(schema), ...unlimitedPages(schema)]).toEqual([]);
});

test('a page without a limit in its description is told', () => {
  const schema = buildSchema('type Query { rooms("How many." first: Int): Int }');

  expect(unlimitedPages(schema)).toEqual([expect.stringContaining('Query.rooms(first:)')]);
});
