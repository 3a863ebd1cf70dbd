import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { domeBooking, harbour } from '../testing/fixtures.ts';
import { somebody, visitor } from '../testing/people.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import type { Authorise } from './authorise.ts';
import { authorised } from './authorising-gateway.ts';

const as = (principal: typeof visitor) => openTestGateway({ authenticate: async () => principal });

test('nothing is fetched for what one may not see, and the rest of the answer is as ever', async () => {
  await using gateway = await as(visitor);

  const answer = await gateway.post(
    'query ($id: ID!) { venue(slug: "harbour") { name mine: bookings { edges { node { id } } } } booking(id: $id) { reference } }',
    { id: domeBooking.id },
  );

  expect(answer).toMatchObject({
    status: 200,
    data: { venue: { name: 'Harbour Grill', mine: null }, booking: null },
    errors: [
      {
        message: 'Venue.bookings is for callers who sign in',
        path: ['venue', 'mine'],
        extensions: { code: 'UNAUTHENTICATED', details: { missing: [['bookings:read']] } },
      },
      { path: ['booking'], extensions: { code: 'UNAUTHENTICATED' } },
    ],
  });
  expect(gateway.booking.calls).toEqual([]);
  expect(gateway.venue.calls.map(({ query }) => query)).toEqual([expect.not.stringContaining('bookings')]);
});

test('a mutation that one may not do is not done, while others are', async () => {
  await using gateway = await as(somebody('bookings:write'));
  const input = { venueId: harbour.id, partySize: 2, startsAt: '2030-06-14T19:30', guest: { name: 'Ada' } };

  const answer = await gateway.post(
    `mutation ($input: HoldTableInput!) {
      closeVenue(id: "1") { errors { code } }
      holdTable(input: $input) { booking { reference } errors { code } }
    }`,
    { input },
  );

  expect(answer).toMatchObject({
    status: 200,
    data: { closeVenue: null, holdTable: { booking: { reference: 'HB-1' }, errors: [] } },
    errors: [{ path: ['closeVenue'], extensions: { code: 'FORBIDDEN', details: { missing: [['venues:write']] } } }],
  });
  expect(gateway.venue.calls).toEqual([]);
  expect(gateway.booking.calls).toHaveLength(1);
});

test('who may do nothing of a document reaches no subgraph', async () => {
  await using gateway = await as(visitor);

  const answer = await gateway.post('mutation { confirmBooking(id: "1") { errors { code } } }');

  expect(answer).toMatchObject({
    data: { confirmBooking: null },
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  expect([...gateway.booking.calls, ...gateway.venue.calls]).toEqual([]);
});

test('errors of subgraphs stand beside refusals', async () => {
  await using gateway = await as(somebody());

  const { data, errors } = await gateway.post('{ venue(slug: "refused") { name } bookings { edges { cursor } } }');

  expect(data).toEqual({ venue: null, bookings: null });
  expect(errors?.map(({ path, extensions: { code } }) => [path, code])).toEqual([
    [['venue'], 'BAD_USER_INPUT'],
    [['bookings'], 'FORBIDDEN'],
  ]);
});

test('entities cannot be asked for behind the back of their rules', async () => {
  await using gateway = await as(visitor);
  const query = `{ _entities(representations: [{ __typename: "Booking", id: "${domeBooking.id}" }]) { __typename } }`;

  const answer = await gateway.post(query);

  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  expect(gateway.booking.calls).toEqual([]);
});

const described = z.object({
  __type: z.object({ fields: z.array(z.object({ name: z.string(), description: z.string() })) }),
});

test.for([
  ['Query', 'bookings', /their own\.\n\nNeeds the scope `bookings:read`\.$/],
  ['Mutation', 'createVenue', /Needs the scope `venues:write`, and `admin`\.$/],
  ['Booking', 'status', /Needs the scope `bookings:read` or `bookings:write`\.$/],
  ['Venue', 'name', /^What the venue calls itself\.$/],
] as const)('tools are told what %s.%s needs', async ([type, field, words]) => {
  await using gateway = await as(visitor);

  const { data } = await gateway.post(`{ __type(name: "${type}") { fields { name description } } }`);

  const { fields } = described.parse(data).__type;
  expect(fields.find(({ name }) => name === field)?.description).toMatch(words);
});

test('fragments and variables that only refused fields use are in nobody’s way', async () => {
  await using gateway = await as(visitor);

  const answer = await gateway.post(
    `query ($slug: String, $first: Int!) { venue(slug: $slug) { name bookings(first: $first) { ...Page } } }
    fragment Page on BookingConnection { edges { node { item { ...Places } } } }
    fragment Places on TableReservation { labels }`,
    { slug: 'dome', first: 5 },
  );

  expect(answer).toMatchObject({
    data: { venue: { name: 'The Dome', bookings: null } },
    errors: [{ path: ['venue', 'bookings'], extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

test('plans are kept by document and by what is missing of it', async () => {
  const kept: string[] = [];
  const authorise: Authorise = (document, { scopes }) =>
    scopes.length > 0
      ? undefined
      : { key: 'without a', document, refusal: () => undefined, complete: async (result) => result };
  const execute = authorised(async ({ queryHash }: Parameters<typeof run>[0]) => {
    kept.push(queryHash);
    return {};
  }, authorise);
  const run = (asked: { document: ReturnType<typeof parse>; queryHash: string; request: object; context: object }) =>
    execute(asked);
  const document = parse('{ a }');

  for (const principal of [somebody('admin'), somebody(), somebody()]) {
    await run({ document, queryHash: 'hash', request: {}, context: { principal } });
  }

  expect(kept).toEqual(['hash', 'hash without a', 'hash without a']);
});
