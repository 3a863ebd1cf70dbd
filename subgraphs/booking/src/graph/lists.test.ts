import { afterAll, expect, test } from 'vitest';
import { ask } from '../testing/ask.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { writeBookings } from '../testing/write-bookings.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const venue = await knownVenue(bookings);
const start = Temporal.Instant.from('2030-05-03T10:00:00Z');
const [firstTable = '', secondTable = ''] = venue.tableIds;
const written = await writeBookings(
  bookings,
  venue,
  [0, 1, 2].map((hours) => ({
    startsAt: start.add({ hours }),
    tableIds: hours === 1 ? [...venue.tableIds] : [firstTable],
  })),
);
const [first = '', second = '', third = ''] = written.map(({ id }) => id);

const cursorIn = (data: unknown) => JSON.stringify(data).match(/"endCursor":"([^"]+)"/)?.[1] ?? '';

const list = (given: string) =>
  ask(bookings, `{ bookings${given} { edges { cursor node { id } } pageInfo { endCursor } } }`);

test('the lists of a venue and of its tables come with the venue, read together', async () => {
  const { data, errors } = await ask(
    bookings,
    `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Venue { bookings(first: 2) { edges { node { id } } pageInfo { hasNextPage } } }
      ... on Table { during: bookings(from: "2030-05-03T11:00:00Z", to: "2030-05-03T12:00:00Z") { id } }
    } }`,
    {
      of: [
        { __typename: 'Venue', id: venue.id },
        ...[firstTable, secondTable].map((id) => ({ __typename: 'Table', id })),
      ],
    },
  );

  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual([
    { bookings: { edges: [{ node: { id: first } }, { node: { id: second } }], pageInfo: { hasNextPage: true } } },
    { during: [{ id: second }] },
    { during: [{ id: second }] },
  ]);
});

test('a page goes on behind any of its entries', async () => {
  const { data } = await list('(first: 1)');
  const cursor = cursorIn(data);

  const rest = await list(`(after: "${cursor}")`);

  expect(rest.data).toMatchObject({ bookings: { edges: [{ node: { id: second } }, { node: { id: third } }] } });
});

test.each([
  ['(first: 0)', ['first']],
  ['(first: 101)', ['first']],
  ['(after: "bm9uZQ")', ['after']],
  ['(filter: { date: "2030-05-03" })', ['filter', 'date']],
  [`(filter: { guest: "${'a'.repeat(321)}" })`, ['filter', 'guest']],
])('bookings%s is refused and says for what', async (given, argument) => {
  expect((await list(given)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
});

test('a cursor goes on only in its own list', async () => {
  const { data } = await list('(first: 1)');
  const cursor = cursorIn(data);

  for (const other of [
    ', orderBy: CREATED_AT',
    ', filter: { status: CONFIRMED }',
    `, filter: { venueId: "${venue.id}" }`,
  ])
    expect((await list(`(after: "${cursor}"${other})`)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: ['after'] } },
    ]);
});

test('a table tells no more than two months at once', async () => {
  const { errors } = await ask(
    bookings,
    `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Table { bookings(from: "2030-05-03T11:00:00Z", to: "2030-07-05T11:00:00Z") { id } } } }`,
    { of: [{ __typename: 'Table', id: firstTable }] },
  );

  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: ['to'] } }]);
});
