import { afterAll, expect, test } from 'vitest';
import { domeBooking, harbour, harbourBooking, venueFixture } from '../testing/fixtures.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

const gateway = await openTestGateway();
afterAll(() => gateway[Symbol.asyncDispose]());

/** Text, as the order of names is part of it; without what differs from request to request. */
async function answerTo(query: string, variables: Record<string, unknown> = {}): Promise<string> {
  const { data, errors } = await gateway.post(query, variables);
  return JSON.stringify({ data, errors }).replaceAll(/[0-9a-f]{32}/g, '(trace)');
}

const venue = `venue(id: "${harbour.id}")`;

test.for([
  ['fields', `{ ${venue} { name id address { city } } }`],
  ['aliases', `{ two: ${venue} { b: name a: name } one: venue(slug: "dome") { name } }`],
  ['what is asked for twice', `{ ${venue} { rooms { name } name rooms { tables { id } name } } }`],
  ['types', `{ __typename ${venue} { __typename t: __typename rooms { __typename tables { __typename label } } } }`],
  [
    'fragments',
    `query Named { ${venue} { ...Of id ... on Venue { slug } ... { kind } } } fragment Of on Venue { name rooms { ...In } } fragment In on Room { name }`,
  ],
  ['conditions', `query ($yes: Boolean = true) { ${venue} { id name @skip(if: $yes) slug @include(if: $yes) } }`],
  ['lists', '{ venues { edges { node { name openingHours { weekday opens } } cursor } pageInfo { hasNextPage } } }'],
  ['nothing', '{ venue(slug: "nowhere") { id } }'],
  ['a failure', `{ ${venue} { id } bad: venue(slug: "broken") { id } }`],
  ['a refusal', '{ venue(slug: "refused") { id } }'],
  ['a union', `{ booking(id: "${domeBooking.id}") { id item { __typename ... on TableReservation { labels } } } }`],
  ['parts of another subgraph', `{ booking(id: "${harbourBooking.id}") { reference venue { name } } }`],
  ['an entity without more of it', `{ booking(id: "${harbourBooking.id}") { venue { id } } }`],
  ['two subgraphs', `{ ${venue} { id } booking(id: "${harbourBooking.id}") { id } }`],
  ['a mutation', `mutation { confirmBooking(id: "${harbourBooking.id}") { booking { status } errors { code } } }`],
  ['the schema', '{ __type(name: "Venue") { name } }'],
] as const)('what has %s is answered the same again and again', async ([, query]) => {
  const first = await answerTo(query);

  expect(JSON.parse(first)).toHaveProperty('data');
  expect(await answerTo(query)).toBe(first);
  expect(await answerTo(query)).toBe(first);
});

test.for([
  ['a field', '{ venue(slug: "dome") { id } }'],
  ['many', '{ a: venue(slug: "dome") { id } venues { edges { cursor } } }'],
  ['what may be left out', 'query ($yes: Boolean = true) { a: venue(slug: "dome") @include(if: $yes) { id } }'],
  [
    'fragments that may be',
    'query ($no: Boolean = false) { venues { edges { cursor } } ...F @include(if: $no) } fragment F on Query { venue { id } }',
  ],
] as const)('where nobody answers, %s is null again and again', async ([, query]) => {
  const gone = { ...venueFixture(), execute: () => Promise.reject(new Error('gone')) };
  await using alone = await openTestGateway({ venue: gone });

  const answers = [await alone.post(query), await alone.post(query), await alone.post(query)];

  expect(answers[0]?.errors?.[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE' });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test('variables and their defaults are looked at each time', async () => {
  const query = 'query ($slug: String = "dome") { venue(slug: $slug) { slug } }';

  const answers = [];
  for (const variables of [{}, {}, { slug: 'harbour' }, { slug: null }, {}]) {
    answers.push((await gateway.post(query, variables)).data?.['venue']);
  }

  expect(answers).toEqual([{ slug: 'dome' }, { slug: 'dome' }, { slug: 'harbour' }, null, { slug: 'dome' }]);
});

test('a bad variable is refused, also of an operation that is known', async () => {
  const query = 'query ($id: ID!) { venue(id: $id) { slug } }';
  await gateway.post(query, { id: harbour.id });
  await gateway.post(query, { id: harbour.id });

  for (const variables of [{}, { id: null }, { id: {} }]) {
    expect(await gateway.post(query, variables)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  }
});

test('of a document with many operations each is answered as itself', async () => {
  const query = '{ venue(slug: "dome") { slug } }';
  const both = `query A ${query} query B { venue(slug: "dome") { name } }`;
  const ask = async (operationName: string) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: both, operationName }),
    });
    return response.json();
  };

  const answers = [await ask('A'), await ask('B'), await ask('A'), await ask('B')];

  const [a, b] = [{ data: { venue: { slug: 'dome' } } }, { data: { venue: { name: 'The Dome' } } }];
  expect(answers).toEqual([a, b, a, b]);
});
