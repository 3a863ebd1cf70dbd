import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRoom, createVenue, updateTableLayout } from '../testing/documents.ts';
import { venueInput } from '../testing/inputs.ts';
import { at, idAt, serveVenues } from '../testing/serve-venues.ts';

const venues = await serveVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const names = ['apple', 'Dog', 'École', 'Zoo', 'Zoo'];

beforeAll(async () => {
  for (const name of ['Zoo', 'École', 'apple', 'Zoo', 'Dog']) await furnishedVenue(name);
});

async function furnishedVenue(name: string) {
  const venueId = idAt(await venues.ask(createVenue, { input: venueInput({ name }) }), 'createVenue', 'venue');
  const combinations = [{ labels: ['A', 'B'], minParty: 3, maxParty: 4 }];
  for (const room of ['Hall', 'Garden']) {
    const roomId = idAt(await venues.ask(createRoom, { input: { venueId, name: room } }), 'createRoom', 'room');
    const tables = [{ label: 'A', maxParty: 2 }, { label: 'B', maxParty: 2 }];
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

const namesIn = (edges: unknown) => Array.from(Object(edges), (edge) => Reflect.get(Object(Reflect.get(Object(edge), 'node')), 'name'));

test('pages follow each other by name, whatever its case and accents, and leave nothing out', async () => {
  const first = await venues.ask(list, { first: 3 });
  const second = await venues.ask(list, { first: 3, after: at(first, 'venues', 'pageInfo', 'endCursor') });

  const edges = [first, second].flatMap((page) => namesIn(at(page, 'venues', 'edges')));
  expect(edges).toEqual(names);
  expect(at(first, 'venues', 'pageInfo')).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(at(second, 'venues', 'pageInfo')).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
});

test('pages of one entry part venues of the same name by their ids', async () => {
  const seen: unknown[] = [];
  let after: unknown = null;

  do {
    const page = await venues.ask(list, { first: 1, after });
    seen.push(at(page, 'venues', 'edges', 0, 'node', 'id'));
    after = at(page, 'venues', 'pageInfo', 'hasNextPage') ? at(page, 'venues', 'pageInfo', 'endCursor') : null;
  } while (after !== null);

  expect(new Set(seen).size).toBe(names.length);
  expect(seen).toHaveLength(names.length);
});

test('a page costs as many statements for five venues as for one', async () => {
  const cost = async (first: number) => {
    const before = venues.statements();
    await venues.ask(list, { first });
    return venues.statements() - before;
  };

  const costs = [await cost(1), await cost(5)];

  expect(costs[1]).toBe(costs[0]);
  expect(costs[1]).toBeLessThanOrEqual(8);
});

test.each([
  ['no entries', { first: 0 }],
  ['101 entries', { first: 101 }],
  ['entries behind a cursor that is none', { first: 1, after: 'nowhere' }],
  ['entries behind a cursor of another list', { first: 1, after: Buffer.from('["bookings","x","y"]').toString('base64url') }],
  ['entries behind a cursor that was made up', { first: 1, after: Buffer.from('["venues","x","y"]').toString('base64url') }],
  ['entries behind a null character', { first: 1, after: Buffer.from('["venues","\\u0000","01900000-0000-7000-8000-000000000009"]').toString('base64url') }],
])('a page of %s is bad input', async (_case, variables) => {
  const answer = await venues.ask(list, variables);

  expect(answer).toMatchObject({ data: { venues: null }, errors: [{ path: ['venues'], extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('a venue is asked for by exactly one of id and slug', async () => {
  const answer = await venues.ask('{ venue { id } }');

  expect(answer).toMatchObject({ data: { venue: null }, errors: [{ path: ['venue'], extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('references are resolved together, and those that name nothing are null', async () => {
  const page = await venues.ask('{ venues(first: 2) { edges { node { id name rooms { id name tables { id label } } } } } }');
  const places = [0, 1].map((index) => at(page, 'venues', 'edges', index, 'node'));
  const [one, other] = places.map((place) => at({ data: { place } }, 'place', 'id'));
  const room = at(page, 'venues', 'edges', 0, 'node', 'rooms', 0, 'id');
  const table = at(page, 'venues', 'edges', 0, 'node', 'rooms', 0, 'tables', 0, 'id');
  const before = venues.statements();

  const answer = await venues.ask(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on Venue { venueName: name }
        ... on Room { roomName: name }
        ... on Table { label }
      }
    }`,
    {
      representations: [
        { __typename: 'Venue', id: one },
        { __typename: 'Venue', id: other },
        { __typename: 'Venue', id: '01900000-0000-7000-8000-000000000009' },
        { __typename: 'Venue', id: 'nowhere' },
        { __typename: 'Room', id: room },
        { __typename: 'Table', id: table },
      ],
    },
  );

  const entities = [{ venueName: 'apple' }, { venueName: 'Dog' }, null, null, { roomName: 'Hall' }, { label: 'A' }];
  expect(answer).toEqual({ data: { _entities: entities } });
  expect(venues.statements() - before).toBe(3);
});
