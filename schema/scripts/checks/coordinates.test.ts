import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { coordinatesOf } from './coordinates.ts';

test('everything that clients can name has a coordinate and a signature', () => {
  const document = parse(`
    type Query { room(id: ID!, at: Int = 1): Room }
    type Room implements Node { id: ID! }
    interface Node { id: ID! }
    union Thing = Room
    enum Shape { ROUND }
    input Place { row: Int! = 0 }
    scalar Time
  `);

  expect(Object.fromEntries(coordinatesOf(document))).toEqual({
    Query: 'type',
    'Query.room': 'Room',
    'Query.room(id:)': 'ID!',
    'Query.room(at:)': 'Int = 1',
    Room: 'type',
    'Room & Node': 'Node',
    'Room.id': 'ID!',
    Node: 'interface',
    'Node.id': 'ID!',
    Thing: 'union',
    'Thing & Room': 'Room',
    Shape: 'enum',
    'Shape.ROUND': 'value',
    Place: 'input',
    'Place.row': 'Int! = 0',
    Time: 'scalar',
  });
});
