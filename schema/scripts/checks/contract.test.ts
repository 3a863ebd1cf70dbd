import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { breaches, missing, summary } from './contract.ts';
import { coordinatesOf } from './coordinates.ts';

const contract = of(`
  type Query { room(id: ID!, at: Int = 1): Room rooms(first: Int! = 20): [Room!] }
  type Room { id: ID! name: String! tables: [Table!]! }
  type Table { id: ID! }
  enum Shape { ROUND SQUARE }
  input Place { row: Int! number: Int }
  union Thing = Room | Table
`);

test('a part of the contract, word for word, is no breach', () => {
  const part = of(`
    type Query { room(id: ID!): Room }
    type Room { id: ID! }
    enum Shape { ROUND }
    input Place { row: Int! }
    union Thing = Room
  `);

  expect(breaches(part, contract)).toEqual([]);
});

test.for([
  ['type Chair { id: ID! }', ['Chair is not in the contract', 'Chair.id is not in the contract']],
  ['type Room { colour: String }', ['Room.colour is not in the contract']],
  ['type Room { name: Int! }', ['Room.name is Int!, the contract says String!']],
  ['type Room { name: String }', ['Room.name is String, the contract says String!']],
  ['type Room { tables: [Table]! }', ['Room.tables is [Table]!, the contract says [Table!]!']],
  ['input Room { name: String! }', ['Room is input, the contract says type']],
  ['type Query { rooms(last: Int): [Room!] }', ['Query.rooms(last:) is not in the contract']],
  [
    'type Query { rooms(first: Int! = 10): [Room!] }',
    ['Query.rooms(first:) is Int! = 10, the contract says Int! = 20'],
  ],
  ['type Query { rooms(first: Int!): [Room!] }', ['Query.rooms(first:) is Int!, the contract says Int! = 20']],
  ['type Query { room: Room }', ['Query.room(id:) is required by the contract']],
  ['input Place { number: Int }', ['Place.row is required by the contract']],
  ['enum Shape { OVAL }', ['Shape.OVAL is not in the contract']],
  ['union Thing = Query', ['Thing & Query is not in the contract']],
] as const)('%s breaks it', ([published, expected]) => {
  expect(breaches(of(published), contract)).toEqual(expected);
});

test('what is missing is told by the whole where the whole is missing', () => {
  const part = of('type Query { room(id: ID!): Room } type Room { id: ID! } enum Shape { ROUND }');

  const lines = summary(missing(part, contract));

  expect(lines).toEqual([
    'Query.room: (at:)',
    'Query: rooms',
    'Room: name tables',
    'types: Table Place Thing',
    'Shape: SQUARE',
  ]);
});

test('nothing is missing from the whole contract', () => {
  expect(missing(contract, contract)).toEqual([]);
});

function of(source: string) {
  return coordinatesOf(parse(source));
}
