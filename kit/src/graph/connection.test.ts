import { expect, test } from 'vitest';
import { type Random, randomFrom } from '../testing/random.ts';
import { type Connection, page, type PageOptions } from './connection.ts';

interface Person {
  readonly name: string;
  readonly id: string;
}

const byNameThenId = (one: Person, other: Person) => compare(one.name, other.name) || compare(one.id, other.id);
const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** A list in memory that is read the way a database reads one with an index. */
function listOf(people: readonly Person[], binding = 'people'): Omit<PageOptions<Person>, 'first'> {
  const sorted = people.toSorted(byNameThenId);
  return {
    binding,
    key: ({ name, id }) => [name, id],
    read: async (limit, [name = '', id = ''] = []) =>
      sorted.filter((each) => byNameThenId(each, { name, id }) > 0).slice(0, limit),
  };
}

const names = ['Ada', 'ada', 'Zoë', 'Ōsaka', '李', '', ' ', '"quoted"', 'comma, comma', 'null', '0'] as const;

const peopleFrom = ({ below, pick }: Random, most: number): Person[] =>
  Array.from({ length: below(most) }, (_, id) => ({
    name: pick(names),
    id: String(id + 1).padStart(4, '0'),
  }));

/** Walks through all pages; every one but the last is full. */
async function walk(list: Omit<PageOptions<Person>, 'first'>, first: number): Promise<Person[]> {
  const found: Person[] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo }: Connection<Person> = await page({ ...list, first, after });
    found.push(...edges.map(({ node }) => node));
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([
      edges.at(0)?.cursor ?? null,
      edges.at(-1)?.cursor ?? null,
    ]);
    if (!pageInfo.hasNextPage) return found;
    expect(edges).toHaveLength(first);
    after = pageInfo.endCursor;
  }
}

test.for(Array.from({ length: 50 }, (_, seed) => seed))(
  'walking all pages gives every node once and in order (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    const people = peopleFrom(random, 300);
    const first = 1 + random.below(100);

    const found = await walk(listOf(people), first);

    expect(found).toEqual(people.toSorted(byNameThenId));
  },
);

test('what is added or removed meanwhile shifts nothing else', async () => {
  const people = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, id: name }));
  const { pageInfo } = await page({ ...listOf(people), first: 3 });
  const later = [{ name: 'aa', id: 'aa' }, ...people.filter(({ name }) => name !== 'c' && name !== 'e')];

  const { edges } = await page({ ...listOf(later), first: 3, after: pageInfo.endCursor });

  expect(edges.map(({ node }) => node.name)).toEqual(['d', 'f']);
});

test('an empty list has one empty page', async () => {
  const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };

  expect(await page({ ...listOf([]), first: 10 })).toEqual({ edges: [], pageInfo });
});

test.for([1, 100])('a page may have %i entries', async (first) => {
  await expect(page({ ...listOf([]), first })).resolves.toMatchObject({ edges: [] });
});

test.for([0, -1, 101, 2 ** 31 - 1])('a page may not have %i entries', async (first) => {
  await expect(page({ ...listOf([]), first })).rejects.toMatchObject({
    name: 'Refusal',
    code: 'BAD_USER_INPUT',
    message: '`first` is between 1 and 100',
    inputPath: ['first'],
  });
});

const endOf = async (binding: string) =>
  (await page({ ...listOf([{ name: 'a', id: 'a' }], binding), first: 1 })).pageInfo.endCursor;

test.for<[string, () => Promise<string | null | undefined> | string]>([
  ['of another list', () => endOf('animals')],
  ['that was cut', async () => (await endOf('people'))?.slice(0, -3)],
  ['that is empty', () => ''],
  ['that is no cursor', () => 'no cursor'],
  ['that holds something else', () => Buffer.from('{"people":1}').toString('base64url')],
])('a cursor %s is refused', async ([, cursor]) => {
  await expect(page({ ...listOf([]), first: 1, after: await cursor() })).rejects.toMatchObject({
    name: 'Refusal',
    code: 'BAD_USER_INPUT',
    inputPath: ['after'],
  });
});
