import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { confirm, held, hold, holdDocument, readBooking } from './fixtures/bookings.ts';
import { type Client, resultOf } from './fixtures/client.ts';
import { openGraphs } from './fixtures/graph.ts';
import { expectNothingInner } from './fixtures/nothing-inner.ts';
import { rowCounts } from './fixtures/records.ts';
import { openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const nobody = '01900000-0000-7000-8000-000000000000';
const long = 'x'.repeat(10_000);
const guest = (given: object) => ({ guest: { name: 'Ada', ...given } });

/** What is put into an input, the code of the refusal, the way to what is wrong, and words of the message. */
type Refused = readonly [what: string, given: object, code: string, path: string, words: string];

const refusedHolds: readonly Refused[] = [
  ['nobody', { partySize: 0 }, 'INVALID_INPUT', 'partySize', 'at least 1'],
  ['less than nobody', { partySize: -1 }, 'INVALID_INPUT', 'partySize', 'at least 1'],
  ['a whole country', { partySize: 2_147_483_647 }, 'PARTY_TOO_LARGE', 'partySize', 'up to 4'],
  ['a name of 10 000 characters', guest({ name: long }), 'INVALID_INPUT', 'guest.name', 'at most 200'],
  ['a blank name', guest({ name: ' ' }), 'INVALID_INPUT', 'guest.name', 'needs a name'],
  ['a name with a NUL', guest({ name: 'A\u0000da' }), 'INVALID_INPUT', 'guest.name', 'control characters'],
  ['a name with half a character', guest({ name: 'A\ud800da' }), 'INVALID_INPUT', 'guest.name', 'control characters'],
  ['no email address', guest({ email: 'at home' }), 'INVALID_INPUT', 'guest.email', 'email'],
  ['a note of 10 000 characters', guest({ note: long }), 'INVALID_INPUT', 'guest.note', 'at most 2000'],
  ['an unknown venue', { venueId: nobody }, 'NOT_FOUND', 'venueId', 'no such venue'],
  ['SQL for a venue', { venueId: `' or 1 = 1 --` }, 'NOT_FOUND', 'venueId', 'no such venue'],
  ['an unknown table', { tableIds: [nobody] }, 'NOT_FOUND', 'tableIds', 'no such table'],
  ['words for a table', { tableIds: ['the one by the window'] }, 'NOT_FOUND', 'tableIds', 'no such table'],
  ['a stay that ends before it begins', { duration: '-PT1H' }, 'INVALID_INPUT', 'duration', 'PT15M'],
  ['too long a stay', { duration: 'PT24H1M' }, 'INVALID_INPUT', 'duration', 'PT24H'],
  ['a stay of a year', { duration: 'P1Y' }, 'INVALID_INPUT', 'duration', 'PT24H'],
  ['a time long ago', { startsAt: '2001-01-01T19:00' }, 'PAST', 'startsAt', 'over'],
  ['a time in thousands of years', { startsAt: '9999-12-31T19:00Z' }, 'INVALID_INPUT', 'startsAt', '730 days'],
  ['an empty key', { idempotencyKey: '' }, 'INVALID_INPUT', 'idempotencyKey', '1 to 200'],
  ['a key of 10 000 characters', { idempotencyKey: long }, 'INVALID_INPUT', 'idempotencyKey', '1 to 200'],
  ['a key of half a character', { idempotencyKey: '\udfff' }, 'INVALID_INPUT', 'idempotencyKey', '1 to 200'],
];

const place = (given: object) => ({ address: { line1: '1', city: 'London', country: 'GB', ...given } });

const refusedVenues: readonly Refused[] = [
  ['a name of 10 000 characters', { name: long }, 'INVALID_INPUT', 'name', '1 to 200'],
  ['a name with a NUL', { name: 'A\u0000' }, 'INVALID_INPUT', 'name', 'control characters'],
  ['a slug in capitals', { slug: 'The Arms' }, 'INVALID_INPUT', 'slug', 'lower-case'],
  ['a description of 10 000 characters', { description: long }, 'INVALID_INPUT', 'description', '5000'],
  [
    'a place off the globe',
    { location: { latitude: 91, longitude: 0 } },
    'INVALID_INPUT',
    'location.latitude',
    '-90 to 90',
  ],
  ['a country in full', place({ country: 'Britain' }), 'INVALID_INPUT', 'address.country', 'ISO 3166-1'],
];

const payload = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string(), path: z.array(z.string()) })),
});

const createDocument = `mutation ($input: CreateVenueInput!) { result: createVenue(input: $input) { venue { id } errors { code message path } } }`;

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
  const newVenue = {
    slug: 'a-venue',
    name: 'A',
    kind: 'BAR',
    location: { latitude: 0, longitude: 0 },
    timeZone: 'UTC',
    ...place({}),
  };

  test.for(refusedHolds)('a hold with %s is refused', async ([, given, ...reason]) => {
    const errors = await refusals(graph, holdDocument, { ...wish, ...given });

    expect(errors).toEqual([refusal(reason)]);
  });

  test.for(refusedVenues)('a venue with %s is refused', async ([, given, ...reason]) => {
    const errors = await refusals(graph, createDocument, { ...newVenue, ...given });

    expect(errors).toEqual([refusal(reason)]);
  });

  test('what is not there is null to a query and NOT_FOUND to a mutation', async () => {
    const ids = [nobody, 'nonsense', '', '\u0000', long];
    const query = 'query ($id: ID!) { venue(id: $id) { id } booking(id: $id) { id } }';

    const found = await Promise.all(ids.map((id) => graph.ask(query, { id })));
    const changed = await Promise.all(ids.map((id) => confirm(graph, id)));

    for (const answer of found) expect(answer).toEqual({ status: 200, data: { venue: null, booking: null } });
    for (const { name } of changed) expect(name).toBe('NOT_FOUND');
  });

  test('after all of that nothing half-done is there, and the same wish put well is granted', async () => {
    const after = await rowCounts(graph.platform);
    const { id } = await held(hold(graph, wish));

    expect(after).toEqual(before);
    expect(await readBooking(graph, id)).toMatchObject({ status: 'HELD', version: 1 });
  });
});

async function refusals(client: Client, document: string, input: object) {
  const { errors } = resultOf(await client.ask(document, { input }), payload);
  expectNothingInner(errors);
  return errors;
}

const refusal = ([code, path, words]: readonly [string, string, string]) => ({
  code,
  message: expect.stringContaining(words),
  path: ['input', ...path.split('.')],
});
