import { leastOf } from '@constellation/kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createRoom, createVenue, updateTableLayout } from '../testing/documents.ts';
import { venueInput } from '../testing/inputs.ts';
import { idAt, serveVenues } from '../testing/serve-venues.ts';

const venues = await serveVenues();
afterAll(() => venues[Symbol.asyncDispose]());

beforeAll(async () => {
  for (const name of ['Zoo', 'École', 'apple', 'Zoo', 'Dog']) await furnishedVenue(name);
});

async function furnishedVenue(name: string) {
  const venueId = idAt(await venues.ask(createVenue, { input: venueInput({ name }) }), 'createVenue', 'venue');
  const combinations = [{ labels: ['A', 'B'], minParty: 3, maxParty: 4 }];
  for (const room of ['Hall', 'Garden']) {
    const roomId = idAt(await venues.ask(createRoom, { input: { venueId, name: room } }), 'createRoom', 'room');
    const tables = [
      { label: 'A', maxParty: 2 },
      { label: 'B', maxParty: 2 },
    ];
    await venues.ask(updateTableLayout, { input: { roomId, tables, combinations } });
  }
}

const list = `
  query ($first: Int!, $after: Cursor) {
    venues(first: $first, after: $after) {
      edges { cursor node { id name rooms { name tables { label room { name } } combinations { tables { label } } venue { name } } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

const answered = z.object({
  venues: z.object({
    edges: z.array(z.object({ node: z.object({ id: z.string(), name: z.string() }) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), hasPreviousPage: z.boolean(), endCursor: z.string() }),
  }),
});

async function page(first: number, after?: string) {
  const { data } = await venues.ask(list, { first, after });
  const { edges, pageInfo } = answered.parse(data).venues;
  return { nodes: edges.map(({ node }) => node), ...pageInfo };
}

test('pages follow each other by name, whatever its case and accents, and leave nothing out', async () => {
  const first = await page(3);
  const second = await page(3, first.endCursor);

  expect([...first.nodes, ...second.nodes].map(({ name }) => name)).toEqual(['apple', 'Dog', 'École', 'Zoo', 'Zoo']);
  expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(second).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
});

test('a page may end between two venues of the same name', async () => {
  const { nodes } = await page(5);
  const { endCursor } = await page(4);

  const last = await page(1, endCursor);

  expect(last.nodes).toEqual(nodes.slice(4));
});

test('a page costs as many statements for five venues as for one', async () => {
  const cost = async (first: number) => {
    const before = venues.statements();
    await venues.ask(list, { first });
    return venues.statements() - before;
  };

  const costs = [await leastOf(() => cost(1)), await leastOf(() => cost(5))];

  expect(costs[1]).toBe(costs[0]);
  expect(costs[1]).toBeLessThanOrEqual(8);
});

test.each([
  ['no entries', { first: 0 }],
  ['101 entries', { first: 101 }],
  ['entries behind a cursor that is none', { first: 1, after: 'nowhere' }],
  [
    'entries behind a cursor of another list',
    { first: 1, after: Buffer.from('["bookings","x","y"]').toString('base64url') },
  ],
  [
    'entries behind a cursor that was made up',
    { first: 1, after: Buffer.from('["venues","x","y"]').toString('base64url') },
  ],
  [
    'entries behind a null character',
    {
      first: 1,
      after: Buffer.from('["venues","\\u0000","01900000-0000-7000-8000-000000000009"]').toString('base64url'),
    },
  ],
])('a page of %s is bad input', async (_case, variables) => {
  const answer = await venues.ask(list, variables);

  expect(answer).toMatchObject({ data: { venues: null }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('a venue is asked for by exactly one of id and slug', async () => {
  const answer = await venues.ask('{ venue { id } }');

  expect(answer).toMatchObject({ data: { venue: null }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('references are resolved together, and those that name nothing are null', async () => {
  const { nodes } = await page(2);
  const answer = await venues.ask('{ venues(first: 1) { edges { node { rooms { id tables { id } } } } } }');
  const room = idAt(answer, 'venues', 'edges', 0, 'node', 'rooms', 0);
  const table = idAt(answer, 'venues', 'edges', 0, 'node', 'rooms', 0, 'tables', 0);
  const nobody = '01900000-0000-7000-8000-000000000009';
  const asked = [...nodes.map(({ id }) => id), nobody, 'nowhere'].map((id) => ({ __typename: 'Venue', id }));
  const ask = () =>
    venues.ask(
      `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on Venue { venueName: name }
        ... on Room { roomName: name }
        ... on Table { label }
      }
    }`,
      { representations: [...asked, { __typename: 'Room', id: room }, { __typename: 'Table', id: table }] },
    );

  const cost = async () => {
    const before = venues.statements();
    await ask();
    return venues.statements() - before;
  };

  const { data } = await ask();

  const found = [{ venueName: 'apple' }, { venueName: 'Dog' }, null, null, { roomName: 'Hall' }, { label: 'A' }];
  expect(data).toEqual({ _entities: found });
  expect(await leastOf(cost)).toBe(3);
});
