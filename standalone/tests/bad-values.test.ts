import { afterAll, describe, expect, test } from 'vitest';
import { held, hold, holdDocument, readBooking } from './fixtures/bookings.ts';
import { openGraphs } from './fixtures/graph.ts';
import { expectNothingInner } from './fixtures/nothing-inner.ts';
import { rowCounts } from './fixtures/records.ts';
import { openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const nobody = '01900000-0000-7000-8000-000000000000';

/** What is put into an input, and words of the message, which says where it is. */
const malformedHolds: readonly (readonly [what: string, given: object, words: string])[] = [
  ['a number in quotes', { partySize: '2' }, '"input.partySize"'],
  ['half a person', { partySize: 1.5 }, '"input.partySize"'],
  ['a number beyond 32 bits', { partySize: 2 ** 31 }, '"input.partySize"'],
  ['null for a number', { partySize: null }, '"input.partySize"'],
  ['null for a table', { tableIds: [null] }, '"input.tableIds[0]"'],
  ['an object for a table', { tableIds: [{ id: nobody }] }, '"input.tableIds[0]"'],
  ['a name for a guest', { guest: 'Ada' }, '"input.guest"'],
  ['no guest', { guest: undefined }, '"guest" of required type'],
  ['a field of its own', { colour: 'red' }, '"colour" is not defined'],
  ['words for a time', { startsAt: 'tomorrow evening' }, '"input.startsAt"; VenueDateTime must be an instant such as'],
  ['the 30th of February', { startsAt: '2030-02-30T19:00' }, '"input.startsAt"; VenueDateTime must be'],
  ['25 o’clock', { startsAt: '2030-06-14T25:00' }, '"input.startsAt"; VenueDateTime must be'],
  ['the end of time', { startsAt: '+275760-09-13T00:00Z' }, '"input.startsAt"; VenueDateTime must be'],
  ['seconds for a time', { startsAt: 1_900_000_000 }, '"input.startsAt"; VenueDateTime must be'],
  ['words for a stay', { duration: 'an hour' }, '"input.duration"; Duration must be an ISO 8601 duration'],
  ['a stay for ages', { duration: 'P99999999999999D' }, '"input.duration"; Duration must be'],
];

/** A document with something wrong in it, the code, where that stands or whose field it is, and words of the message. */
type BadDocument = readonly [what: string, query: string, code: string, place: object, words: string];

const venues = (page: string) => `{ venues(${page}) { edges { cursor } } }`;
const foreign = Buffer.from(JSON.stringify(['rooms', 'Hall', nobody])).toString('base64url');
const atVenues = { path: ['venues'] };
const column = (at: number) => ({ locations: [{ line: 1, column: at }] });

const badDocuments: readonly BadDocument[] = [
  ['no venue', '{ venue { id } }', 'BAD_USER_INPUT', { path: ['venue'] }, 'exactly one of `id` and `slug`'],
  [
    'a booking named twice',
    '{ booking(id: "a", serial: 1) { id } }',
    'BAD_USER_INPUT',
    { path: ['booking'] },
    'exactly one',
  ],
  ['a broken serial', '{ booking(serial: 1.5) { id } }', 'BAD_USER_INPUT', column(19), 'SafeInt must be'],
  ['an empty page', venues('first: 0'), 'BAD_USER_INPUT', atVenues, '`first` is between 1 and 100'],
  ['a huge page', venues('first: 1000000'), 'BAD_USER_INPUT', atVenues, '`first` is between 1 and 100'],
  ['a made-up cursor', venues('after: "bookings"'), 'BAD_USER_INPUT', atVenues, 'not from this list'],
  ['a cursor of another list', venues(`after: "${foreign}"`), 'BAD_USER_INPUT', atVenues, 'not from this list'],
  [
    'no id',
    'mutation { confirmBooking { booking { id } } }',
    'GRAPHQL_VALIDATION_FAILED',
    column(12),
    '"id" of type "ID!" is required',
  ],
  [
    'an unknown kind',
    'mutation { createVenue(input: { kind: CASTLE }) { venue { id } } }',
    'GRAPHQL_VALIDATION_FAILED',
    column(39),
    'CASTLE',
  ],
  [
    'a zone on Mars',
    'mutation { createVenue(input: { timeZone: "Mars/Olympus" }) { venue { id } } }',
    'BAD_USER_INPUT',
    column(43),
    'TimeZone must be an IANA zone',
  ],
  [
    'words for a time of day',
    'mutation { setOpeningHours(input: { hours: [{ opens: "nine" }] }) { errors { code } } }',
    'BAD_USER_INPUT',
    column(54),
    'LocalTime must be',
  ],
];

describe.each(graphs)('on the $kind platform', async (graph) => {
  const venue = await openVenue(graph, 1);
  const before = await rowCounts(graph.platform);
  const wish = {
    venueId: venue.id,
    tableIds: venue.tableIds,
    partySize: 2,
    startsAt: venue.at('19:00'),
    guest: { name: 'Ada' },
  };

  test.for(malformedHolds)('a hold with %s is no operation of this graph', async ([, given, words]) => {
    const { status, data, errors = [] } = await graph.ask(holdDocument, { input: { ...wish, ...given } });

    expect([status, data]).toEqual([400, undefined]);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toContain(words);
    expectNothingInner(errors);
  });

  test.for(badDocuments)('a document with %s is answered with what is wrong, and where', async (bad) => {
    const [, query, code, at, words] = bad;
    const { errors = [] } = await graph.ask(query);

    const found = errors.find(({ message }) => message.includes(words));
    expect(found).toMatchObject({ extensions: { code }, ...at });
    expectNothingInner(errors);
  });

  test('after all of that nothing half-done is there, and the same wish put well is granted', async () => {
    const after = await rowCounts(graph.platform);
    const { id } = await held(hold(graph, wish));

    expect(after).toEqual(before);
    expect(await readBooking(graph, id)).toMatchObject({ status: 'HELD', version: 1 });
  });
});
