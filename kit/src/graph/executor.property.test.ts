import { type ExecutionResult, getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { type Random, randomFrom } from '../testing/random.ts';
import { executorFor } from './executor.ts';
import { buildSchema } from './server.ts';

const typeDefs = /* GraphQL */ `
  interface Body {
    a: Int
    next: Body
  }
  type Star implements Body {
    a: Int
    b(plus: Int = 1): Int!
    next: Body
    all: [Body]
    owed: Int!
  }
  type Rock implements Body {
    a: Int
    c: String
    next: Body
    star: Star
    stars(first: Int): [Star!]
  }
  type Query {
    star: Star
    rock: Rock
    body: Body
  }
`;

interface Thing {
  readonly depth: number;
}

const star = (depth: number) => ({ __typename: 'Star', depth, a: depth });
const rock = (depth: number) => ({ __typename: 'Rock', depth, a: -depth, c: depth % 2 ? 'odd' : null });

const resolvers = {
  Body: { __resolveType: ({ __typename }: { readonly __typename: string }) => __typename },
  Star: {
    b: ({ depth }: Thing, { plus }: { readonly plus: number }) => depth + plus,
    next: async ({ depth }: Thing) => rock(depth + 1),
    all: ({ depth }: Thing) => [star(depth), null, Promise.resolve(rock(depth + 1))],
    owed: ({ depth }: Thing) => (depth % 3 === 2 ? null : depth),
  },
  Rock: {
    next: ({ depth }: Thing) => star(depth + 1),
    star: async ({ depth }: Thing) => (depth % 4 === 3 ? Promise.reject(new Error('too hot')) : star(depth + 1)),
    stars: ({ depth }: Thing, { first }: { readonly first?: number }) =>
      Array.from({ length: first ?? 2 }, (_, index) => star(depth + index)),
  },
  Query: { star: () => star(0), rock: () => rock(1), body: async () => rock(2) },
};

const schema = buildSchema(typeDefs, resolvers);

type Below = readonly [field: string, type: TypeName];
type TypeName = 'Query' | 'Body' | 'Star' | 'Rock';

/** Leaves of each type, and its other fields with theirs. */
const fieldsOf: Readonly<Record<TypeName, { leaves: [string, ...string[]]; below: [Below, ...Below[]] }>> = {
  Query: {
    leaves: ['__typename'],
    below: [
      ['star', 'Star'],
      ['rock', 'Rock'],
      ['body', 'Body'],
    ],
  },
  Body: { leaves: ['a', '__typename', 't: __typename'], below: [['next', 'Body']] },
  Star: {
    leaves: ['a', 'b', 'more: b(plus: 5)', 'owed', 'a2: a'],
    below: [
      ['next', 'Body'],
      ['all', 'Body'],
      ['again: all', 'Body'],
    ],
  },
  Rock: {
    leaves: ['a', 'c', '__typename'],
    below: [
      ['star', 'Star'],
      ['stars', 'Star'],
      ['one: stars(first: 1)', 'Star'],
      ['next', 'Body'],
    ],
  },
};

/** A document that somebody might write: what is selected twice, fragments in fragments, types that do not apply. */
function documentFrom({ below, pick }: Random): string {
  const fragments: string[] = [];
  const select = (type: TypeName, depth: number): string =>
    `{ ${Array.from({ length: 1 + below(3) }, () => part(type, depth)).join(' ')} }`;
  const part = (type: TypeName, depth: number): string => {
    const kind = below(depth > 3 ? 2 : 7);
    if (kind < 2) return pick(fieldsOf[type].leaves);
    const [field, fieldType] = pick(fieldsOf[type].below);
    if (kind < 4) return `${field} ${select(fieldType, depth + 1)}`;
    if (kind === 4) return `... ${select(type, depth + 1)}`;
    const narrower = type === 'Body' ? pick<TypeName>(['Body', 'Star', 'Rock']) : type;
    const selected = `on ${narrower} ${select(narrower, depth + 1)}`;
    if (kind === 5) return `... ${selected}`;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} ${selected}`);
    return pick([`...${name}`, `...${name} ...${name}`]);
  };
  return [select('Query', 0), ...fragments].join(' ');
}

const documents = Array.from({ length: 600 }, (_, seed) => documentFrom(randomFrom(seed))).filter(
  (text) => validate(schema, parse(text)).length === 0,
);

test('there are documents enough to compare', () => {
  expect(documents.length).toBeGreaterThan(300);
});

test.for(documents)('%s is answered the same when it is compiled', async (text) => {
  const execute = executorFor(schema);
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation');
  const answers: ExecutionResult[] = [];
  for (let time = 0; time < 3; time += 1)
    answers.push(await execute({ document, operation, request: {}, context: {} }));

  const [first, , compiled] = answers;

  expect(JSON.stringify(compiled?.data)).toBe(JSON.stringify(first?.data));
  expect(compiled?.errors !== undefined).toBe(first?.errors !== undefined);
});
