import { buildSchema, execute, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { somebody, visitor } from '../testing/people.ts';
import { authoriser } from './authorise.ts';
import { readFieldRights } from './field-rights.ts';
import type { Asking } from './refusal.ts';

const sdl = `
  directive @auth(scopes: [String!]! = [], anyOf: [String!]! = []) on OBJECT | INTERFACE | FIELD_DEFINITION
  directive @public on OBJECT | INTERFACE | FIELD_DEFINITION

  type Query {
    venue: Venue @public
    venues: [Venue!] @public
    account: Account @auth
    things: [Thing] @public
    named: [Named] @public
  }
  type Mutation {
    open: Int @auth(scopes: ["venues:write"])
    book: Int @auth(scopes: ["bookings:write"])
    close: Int @auth(scopes: ["venues:write", "admin"])
  }
  type Subscription { changed: Int! @auth(scopes: ["bookings:read"]) }

  interface Named @public { name: String owner: Account }
  type Venue implements Named @public {
    name: String
    city: String!
    owner: Account @auth
    bookings(first: Int): [Booking!] @auth(scopes: ["bookings:read"])
    takings: Int! @auth(scopes: ["payments:read", "venues:write"])
    rooms: [Room!]!
  }
  type Room @public { label: String keeper: Account! @auth(scopes: ["admin"]) venue: Venue }
  type Booking @auth(anyOf: ["bookings:read", "bookings:write"]) { id: ID status: String }
  type Account implements Named @auth { name: String owner: Account email: String! }
  union Thing = Venue | Booking
`;
const schema = buildSchema(sdl);
const rights = readFieldRights(sdl);

const account = { __typename: 'Account', name: 'Ada', email: 'ada@example.com' };
const booking = { __typename: 'Booking', id: '1', status: 'HELD' };
const venue = {
  __typename: 'Venue',
  name: 'Dome',
  city: 'Paris',
  owner: account,
  bookings: [booking],
  takings: 7,
  rooms: [
    { label: 'A', keeper: account },
    { label: 'B', keeper: account },
  ],
};
const root: Readonly<Record<string, unknown>> = {
  venue,
  venues: [venue, { ...venue, name: 'Grill' }],
  account,
  things: [venue, booking, null],
  named: [venue, account],
  open: 1,
  book: 2,
  close: 3,
};

/** Asks as somebody would: what comes of it, and which fields were fetched. */
async function ask(principal: Asking, query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const invalid = validate(schema, document);
  if (invalid.length > 0) throw new Error(invalid.join());
  const remainder = authoriser(schema, rights)(document, principal);
  const fetched: string[] = [];
  const run = await execute({
    schema,
    document: remainder?.document ?? document,
    rootValue: root,
    variableValues: variables,
    fieldResolver(source, _args, _context, { parentType, fieldName }) {
      fetched.push(`${parentType.name}.${fieldName}`);
      return source[fieldName];
    },
  });
  const { data, errors = [] } = remainder ? await remainder.complete(run, { variables }) : run;
  const told = errors.map(({ path = [], extensions: { code } }) => `${String(code)} ${path.join('.')}`);
  return { data: JSON.parse(JSON.stringify(data)), told, fetched };
}

test('a field that one may not see is null, with the error at its alias, and nothing is fetched for it', async () => {
  const answer = await ask(somebody(), '{ here: venue { name taken: bookings(first: 1) { status } city } }');

  expect(answer).toEqual({
    data: { here: { name: 'Dome', taken: null, city: 'Paris' } },
    told: ['FORBIDDEN here.taken'],
    fetched: ['Query.venue', 'Venue.name', 'Venue.city'],
  });
  expect(JSON.stringify(answer.data)).toBe('{"here":{"name":"Dome","taken":null,"city":"Paris"}}');
});

test('who may see all of it is not held up', () => {
  const document = parse('{ venue { name bookings { id } } account { email } }');
  const authorise = authoriser(schema, rights);

  expect(authorise(document, somebody('bookings:read'))).toBeUndefined();
  expect(authorise(parse('{ venue { name } }'), visitor)).toBeUndefined();
});

test('each place in a list has its error', async () => {
  const { data, told } = await ask(visitor, '{ venues { name owner { name } } }');

  expect(data).toEqual({
    venues: [
      { name: 'Dome', owner: null },
      { name: 'Grill', owner: null },
    ],
  });
  expect(told).toEqual(['UNAUTHENTICATED venues.0.owner', 'UNAUTHENTICATED venues.1.owner']);
});

test('where a field may not be null, what is around it is', async () => {
  expect(await ask(somebody(), '{ venue { city takings } }')).toMatchObject({
    data: { venue: null },
    told: ['FORBIDDEN venue.takings'],
  });
  expect(await ask(somebody(), '{ venues { rooms { label keeper { name } } } }')).toMatchObject({
    data: { venues: null },
    told: ['FORBIDDEN venues.0.rooms.0.keeper'],
  });
});

test("a type's rule holds for its fields, whatever leads there", async () => {
  const query = '{ things { __typename ... on Booking { id status } } }';

  expect(await ask(somebody(), query)).toMatchObject({
    data: { things: [{ __typename: 'Venue' }, { __typename: 'Booking', id: null, status: null }, null] },
    told: ['FORBIDDEN things.1.id', 'FORBIDDEN things.1.status'],
  });
  expect(await ask(somebody('bookings:write'), query)).toMatchObject({ told: [] });
});

test('fragments, wherever they stand, are judged like what they stand for', async () => {
  const query = `
    query { venue { ...Shown ... on Named { owner { ...Person } } } }
    fragment Shown on Venue { name ...Money }
    fragment Money on Venue { bookings { id } }
    fragment Person on Account { email }
  `;

  expect(await ask(visitor, query)).toEqual({
    data: { venue: { name: 'Dome', bookings: null, owner: null } },
    told: ['UNAUTHENTICATED venue.bookings', 'UNAUTHENTICATED venue.owner'],
    fetched: ['Query.venue', 'Venue.name'],
  });
});

test('what is left out by @skip or @include is nobody’s business', async () => {
  const query = `query ($with: Boolean!) {
    venue { name owner @include(if: $with) { name } bookings @skip(if: true) { id } ... @include(if: $with) { takings } }
  }`;

  expect(await ask(visitor, query, { with: false })).toMatchObject({ data: { venue: { name: 'Dome' } }, told: [] });
  expect(await ask(visitor, query, { with: true })).toMatchObject({ data: { venue: null } });
});

test('a field of an interface needs what it needs on each type; asked of one type it needs no more than there', async () => {
  expect(await ask(visitor, '{ named { name } }')).toMatchObject({
    data: { named: [{ name: null }, { name: null }] },
    told: ['UNAUTHENTICATED named.0.name', 'UNAUTHENTICATED named.1.name'],
  });
  expect(await ask(visitor, '{ named { ... on Venue { name } ... on Account { name } } }')).toMatchObject({
    data: { named: [{ name: 'Dome' }, { name: null }] },
    told: ['UNAUTHENTICATED named.1.name'],
  });
  expect(await ask(visitor, '{ named { name ... on Venue { name } } }')).toMatchObject({
    data: { named: [{ name: 'Dome' }, { name: null }] },
  });
});

test('where nothing is left to fetch, nothing is', async () => {
  const answer = await ask(visitor, '{ account { name } }');

  expect(answer).toEqual({ data: { account: null }, told: ['UNAUTHENTICATED account'], fetched: [] });
});

test('anybody may ask what something is, and what the graph is', async () => {
  const query = `{ __typename venue { __typename } __type(name: "Account") { ...Type } account { name } }
    fragment Type on __Type { name ... on __Type { fields { name } } }`;

  expect(await ask(visitor, query)).toMatchObject({
    data: { __typename: 'Query', venue: { __typename: 'Venue' }, __type: { name: 'Account' }, account: null },
    told: ['UNAUTHENTICATED account'],
  });
});

test('of several mutations those are done that one may do', async () => {
  const answer = await ask(somebody('bookings:write'), 'mutation { open first: book close second: book }');

  expect(answer).toEqual({
    data: { open: null, first: 2, close: null, second: 2 },
    told: ['FORBIDDEN open', 'FORBIDDEN close'],
    fetched: ['Mutation.book', 'Mutation.book'],
  });
});

test('the error says what is missing, and of what is needed only that', () => {
  const document = parse('mutation { close }');
  const [operation] = document.definitions;
  const [field] = operation?.kind === 'OperationDefinition' ? operation.selectionSet.selections : [];
  const why = (principal: Asking) =>
    field?.kind === 'Field' ? authoriser(schema, rights)(document, principal)?.refusal(field)?.toJSON() : undefined;

  expect(why(somebody('venues:write'))).toEqual({
    message: 'Mutation.close needs the scope admin',
    extensions: { code: 'FORBIDDEN', details: { missing: [['admin']] } },
  });
  expect(why(visitor)).toEqual({
    message: 'Mutation.close is for callers who sign in',
    extensions: { code: 'UNAUTHENTICATED', details: { missing: [['venues:write'], ['admin']] } },
  });
});

test('who lacks the same gets the same remainder', () => {
  const document = parse('{ venue { name bookings { id } takings } }');
  const authorise = authoriser(schema, rights);

  const first = authorise(document, somebody('payments:read'));

  expect(authorise(document, somebody('payments:read', 'devices:read'))).toBe(first);
  expect(authorise(document, somebody())?.key).not.toBe(first?.key);
  expect(authorise(document, visitor)?.key).not.toBe(first?.key);
});

test('a graph that leaves open who may see a field, or asks for what nobody can have, is refused', () => {
  expect(() => readFieldRights(sdl.replace('venue: Venue @public', 'venue: Venue'))).toThrow('Query.venue has no rule');
  expect(() => readFieldRights(sdl.replace('"admin"', '"root"'))).toThrow('Mutation.close has no rule');
});
