import { type ExecutionResult, getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { executorFor } from './executor.ts';
import { buildSchema } from './server.ts';

const typeDefs = /* GraphQL */ `
  scalar DateTime
  scalar Duration
  scalar Date
  scalar JSON

  enum Kind {
    BIG
    SMALL
  }
  interface Named {
    name: String!
  }
  type Planet implements Named {
    name: String!
    kind: Kind
    day: Duration
    moons(first: Int = 2): [Moon!]!
    rings: [[Int!]]
  }
  type Moon implements Named {
    name: String!
    seenAt: DateTime
    planet: Planet
    dark: Boolean
    broken: String!
    said: JSON
  }
  union Body = Planet | Moon
  input Wish {
    day: Date!
    within: Duration
    kinds: [Kind!] = [BIG]
    dates: [Date!]
    said: JSON
  }

  type Query {
    planets: [Planet!]!
    planet(name: String): Planet
    bodies: [Body]
    named: [Named!]
    shift(at: DateTime!, by: Duration! = "PT1H"): DateTime
    shifts(at: [DateTime!]!, by: Duration): [DateTime]
    wish(wish: Wish!): String
    refused: String
    owed: String!
    late: Int
    given(count: Int, by: Duration, kinds: [Kind!], some: Int = 3): String
  }
  type Mutation {
    count: Int
  }
`;

const seenAt = Temporal.Instant.from('1610-01-07T18:00:00Z');
const jupiter = { name: 'Jupiter', kind: 'BIG', day: Temporal.Duration.from('PT9H55M'), rings: [[1, 2], null, []] };
const moonNames = ['Io', 'Europa', 'Ganymede', 'Callisto'];
const moons = moonNames.map((name) => ({ name, seenAt, planet: jupiter, dark: null, said: { by: ['Galileo', 1] } }));
const mercury = { name: 'Mercury', kind: 'SMALL', day: null, rings: null };

const at = (index: number) => moons[index] ?? null;
const typeOf = (body: { readonly kind?: string }) => (body.kind === undefined ? 'Moon' : 'Planet');

const argumentNames = ['count', 'by', 'kinds', 'some'];

const resolvers = {
  Query: {
    planets: async () => [jupiter, mercury],
    planet: (_: unknown, { name }: { name?: string | null }) => [jupiter, mercury].find((each) => each.name === name),
    bodies: () => [jupiter, Promise.resolve(at(0)), null, new Error('lost')],
    named: async () => [at(1), mercury],
    shift: (_: unknown, given: { at: Temporal.Instant; by: Temporal.Duration }) => given.at.add(given.by),
    shifts: (_: unknown, given: { at: Temporal.Instant[]; by?: Temporal.Duration | null }) =>
      given.at.map((each) => each.add(given.by ?? { seconds: 1 })),
    wish: (_: unknown, { wish }: { wish: { day: Temporal.PlainDate; within?: Temporal.Duration | null } }) =>
      JSON.stringify({ ...wish, weekday: wish.day.dayOfWeek, hours: wish.within?.total('hours') }),
    refused: () => {
      throw new Refusal('NOT_FOUND', 'There is none', { path: ['list'] });
    },
    owed: async () => null,
    given: (_: unknown, given: Record<string, unknown>) =>
      JSON.stringify(Object.fromEntries(argumentNames.map((name) => [name, given[name]]))),
    late: async () => Promise.reject(new Error('too late')),
  },
  Mutation: { count: (_: unknown, __: unknown, context: { count: number }) => (context.count += 1) },
  Planet: {
    moons: async ({ name }: { name: string }, { first }: { first: number }) =>
      name === 'Jupiter' ? moons.slice(0, first) : [],
  },
  Moon: {
    broken: ({ name }: { name: string }) => {
      if (name === 'Europa') throw new Error('frozen');
      return name;
    },
  },
  Body: { __resolveType: typeOf },
  Named: { __resolveType: typeOf },
};

const schema = buildSchema(typeDefs, resolvers);

/** Runs an operation again and again, as one process does; as text, as the order of names is part of an answer. */
async function answersTo(query: string, variables?: Record<string, unknown>, operationName?: string) {
  const execute = executorFor(schema);
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('There is no such operation');
  const answers: ExecutionResult[] = [];
  const context = { count: 0 };
  for (let time = 0; time < 4; time += 1)
    answers.push(await execute({ document, operation, request: { operationName, variables }, context }));
  return answers.map(({ data, errors }) => JSON.stringify({ data, errors }));
}

test.for([
  ['fields and aliases', '{ planets { n: name kind day name rings __typename } __typename }'],
  ['lists in lists', '{ planets { moons(first: 4) { name seenAt dark planet { moons { name } } } } }'],
  ['defaults of the schema', '{ shift(at: "2026-01-01T00:00:00Z") planets { moons { name } } }'],
  ['literals', '{ shift(at: "2026-01-01T00:00:00+02:00", by: "P1DT2H") }'],
  ['lists of literals', '{ shifts(at: ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"], by: null) }'],
  ['one in place of a list', '{ shifts(at: "2026-01-01T00:00:00Z", by: "PT1S") }'],
  ['input objects', '{ wish(wish: { day: "2026-11-22", within: "PT90M", dates: ["2026-01-01"], kinds: SMALL }) }'],
  [
    'input objects with defaults and anything',
    '{ wish(wish: { day: "2026-11-22", said: { to: ["me", 1, { a: null }] } }) }',
  ],
  ['unions', '{ bodies { __typename ... on Planet { kind day } ... on Moon { said seenAt } ... on Named { name } } }'],
  ['interfaces', '{ named { name ... on Moon { dark } ...P } } fragment P on Planet { kind moons(first: 1) { name } }'],
  ['anything that is a list', '{ wish(wish: { day: "2026-11-22", said: [1, { two: [3, "4"] }] }) }'],
  ['names of old', '{ planet(name: "Jupiter") { __proto__: name kind } }'],
  ['what is missing', '{ planet { name } other: planet(name: "Mars") { name } }'],
  ['a failure', '{ planets { name } late }'],
  ['a refusal', '{\n  planets {\n    name\n  }\n  refused\n}'],
  ['what is owed', '{ planets { name } owed }'],
  ['what is owed in a list', '{ planets { name moons(first: 1) { name broken } } }'],
  ['what is owed in a list and fails', '{ planet(name: "Jupiter") { name moons { name broken } } }'],
] as const)('%s are answered the same again and again', async ([, query]) => {
  const [first, ...again] = await answersTo(query);

  expect(first).toContain('{"');
  expect(again).toEqual([first, first, first]);
});

const shift = 'query ($at: DateTime!, $by: Duration = "PT1M") { shift(at: $at, by: $by) }';
const newYear = '2026-01-01T00:00:00Z';

test.for([
  ['values', shift, { at: newYear, by: 'PT1S' }],
  ['defaults', shift, { at: newYear }],
  ['what is not given after all', shift, { at: newYear, by: undefined }],
  ['nothing where something is owed', shift, { at: newYear, by: null }],
  ['what is none', shift, { at: 'yesterday' }],
  ['what is missing', shift, {}],
  ['some within an object', 'query ($in: Duration) { wish(wish: { day: "2026-11-22", within: $in }) }', { in: 'PT2H' }],
  ['none within an object', 'query ($in: Duration) { wish(wish: { day: "2026-11-22", within: $in }) }', {}],
  ['some within anything', 'query ($a: JSON) { wish(wish: { day: "2026-11-22", said: { a: $a } }) }', { a: [1] }],
  [
    'whole objects',
    'query ($w: Wish = { day: "2026-11-22" }) { wish(wish: $w) }',
    { w: { day: '2026-01-01', kinds: ['BIG'] } },
  ],
  ['defaults that are objects', 'query ($w: Wish = { day: "2026-11-22", within: "PT3H" }) { wish(wish: $w) }', {}],
  [
    'conditions at a fragment that comes twice',
    'query ($yes: Boolean!, $no: Boolean!) { planet(name: "Jupiter") { ...F @skip(if: $yes) ...F @include(if: $no) } } fragment F on Planet { name kind }',
    { yes: true, no: true },
  ],
  ['none within a list', 'query ($kind: Kind = BIG) { given(kinds: [$kind]) }', { kind: null }],
  [
    'some within a list of anything',
    'query ($a: JSON) { wish(wish: { day: "2026-11-22", said: [1, [$a]] }) }',
    { a: 2 },
  ],
  ['conditions', 'query ($yes: Boolean!) { planets { name @skip(if: $yes) kind @include(if: $yes) } }', { yes: true }],
  [
    'conditions that are not so',
    'query ($yes: Boolean!) { planets { name @skip(if: $yes) kind @include(if: $yes) } }',
    { yes: false },
  ],
] as const)('variables with %s are answered the same again and again', async ([, query, variables]) => {
  const [first, ...again] = await answersTo(query, { ...variables });

  expect(first).toContain('{"');
  expect(again).toEqual([first, first, first]);
});

test('of a document with many operations each is answered as itself', async () => {
  const both = 'query A { planet(name: "Jupiter") { name } } query B { planet(name: "Mercury") { kind } }';

  expect(new Set(await answersTo(both, {}, 'A'))).toEqual(new Set(['{"data":{"planet":{"name":"Jupiter"}}}']));
  expect(new Set(await answersTo(both, {}, 'B'))).toEqual(new Set(['{"data":{"planet":{"kind":"SMALL"}}}']));
});

test('a default counts for its own operation alone, and a literal for no variable of the client', async () => {
  const field = 'given(by: "PT5M") other: given(by: $_0)';
  const both = `query A($_0: Duration = "PT1M") { ${field} } query B($_0: Duration) { ${field} }`;

  const [first, ...again] = await answersTo(both, { __0: 'PT9M' }, 'B');

  expect(again).toEqual([first, first, first]);
});

test('a mutation runs once each time', async () => {
  const answers = await answersTo('mutation { count }');

  expect(answers).toEqual([1, 2, 3, 4].map((count) => `{"data":{"count":${count}}}`));
});
