import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { ruleProblems } from './rules.ts';

const problems = (source: string, published = ['booking', 'venue']) =>
  ruleProblems({
    subgraph: 'booking',
    document: parse(source),
    owners: { Booking: 'booking', Venue: 'venue' },
    published,
  });

test.for([
  'type Query { rooms: Int @public }',
  'type Mutation { close: Int @auth(scopes: ["rooms:write"]) }',
  'type Room @public { name: String secret: String @auth }',
  'interface Named @auth { name: String }',
  'type Booking @key(fields: "id") @auth { id: ID! }',
  'type Venue @key(fields: "id") { id: ID! bookings: Int @auth }',
  'type Venue @key(fields: "id") { id: ID! name: String! @external }',
  'input Filter { name: String }',
])('%s says who may see it', (source) => {
  expect(problems(source)).toEqual([]);
});

test.for<[source: string, problem: string]>([
  ['type Query { rooms: Int }', 'Query.rooms of booking has neither @auth nor @public'],
  ['type Room { name: String @public secret: String }', 'Room.secret of booking has neither @auth nor @public'],
  ['interface Named { name: String }', 'Named.name of booking has neither @auth nor @public'],
  ['type Booking @key(fields: "id") { id: ID! }', 'Booking.id of booking has neither @auth nor @public'],
  [
    'type Venue @key(fields: "id") { id: ID! bookings: Int }',
    'Venue.bookings of booking has neither @auth nor @public',
  ],
  ['type Room { name: String @public @auth }', 'Room.name has two rules'],
  ['type Room @public @auth { name: String }', 'Room has two rules'],
])('%s does not', ([source, problem]) => {
  expect(problems(source)).toEqual([problem]);
});

test.for(['type Query @public { rooms: Int }', 'type Venue @key(fields: "id") @public { id: ID! bookings: Int }'])(
  '%s would speak for fields of others',
  (source) => {
    expect(problems(source)).toEqual([expect.stringContaining('not of booking alone')]);
  },
);

test('a key needs its rule here as long as its owner is not published', () => {
  const source = 'type Venue @key(fields: "id") { id: ID! }';

  expect(problems(source)).toEqual([]);
  expect(problems(source, ['booking'])).toEqual(['Venue.id of booking has neither @auth nor @public']);
});
