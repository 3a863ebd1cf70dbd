import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { unsizedLists } from './list-sizes.ts';

test.for([
  'type Room { tables: [Table!]! @listSize(assumedSize: 30) name: String }',
  'type Query { rooms: RoomConnection @listSize(slicingArguments: ["first"], sizedFields: ["edges"]) }',
  'type RoomConnection { edges: [RoomEdge!]! }',
  'input Layout { labels: [String!]! }',
])('%s is sized', (source) => {
  expect(unsizedLists(parse(source))).toEqual([]);
});

test.for<[source: string, field: string]>([
  ['type Room { tables: [Table!]! }', 'Room.tables'],
  ['type Room { edges: [String] }', 'Room.edges'],
  ['type Query { rooms: RoomConnection }', 'Query.rooms'],
])('%s is not', ([source, field]) => {
  expect(unsizedLists(parse(source))).toEqual([`${field} lacks @listSize`]);
});
