import { accessScopes, newId } from '@constellation/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { held, hold } from './fixtures/bookings.ts';
import type { Answer } from './fixtures/client.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { as, introducedBy, type People, person } from './fixtures/people.ts';
import { openSocket, settle } from './fixtures/socket.ts';
import { openVenue, type OpenVenue } from './fixtures/venue.ts';

const people: People = new Map([['admin', person(accessScopes)]]);
const { graphs, close } = await openGraphs({ authenticate: introducedBy(people) });
afterAll(close);

const reading = ['bookings:read'] as const;
const booking = ['bookings:read', 'bookings:write'] as const;
const managing = [...booking, 'venues:write'] as const;

/** Who asks, and what comes of each thing that they try: `ok`, or the code of the error at its place. */
const table = [
  {
    who: undefined,
    browse: 'ok',
    read: 'UNAUTHENTICATED',
    book: 'UNAUTHENTICATED',
    manage: 'UNAUTHENTICATED',
    found: 'UNAUTHENTICATED',
  },
  { who: 'device', browse: 'ok', read: 'FORBIDDEN', book: 'FORBIDDEN', manage: 'FORBIDDEN', found: 'FORBIDDEN' },
  { who: 'looker-on', browse: 'ok', read: 'not theirs', book: 'FORBIDDEN', manage: 'FORBIDDEN', found: 'FORBIDDEN' },
  { who: 'customer', browse: 'ok', read: 'ok', book: 'ok', manage: 'FORBIDDEN', found: 'FORBIDDEN' },
  { who: 'other customer', browse: 'ok', read: 'not theirs', book: 'ok', manage: 'FORBIDDEN', found: 'FORBIDDEN' },
  { who: 'partner', browse: 'ok', read: 'not theirs', book: 'ok', manage: 'FORBIDDEN', found: 'FORBIDDEN' },
  { who: 'host', browse: 'ok', read: 'ok', book: 'ok', manage: 'FORBIDDEN', found: 'FORBIDDEN' },
  { who: 'manager', browse: 'ok', read: 'ok', book: 'ok', manage: 'ok', found: 'FORBIDDEN' },
  {
    who: 'manager elsewhere',
    browse: 'ok',
    read: 'not theirs',
    book: 'ok',
    manage: 'refused: FORBIDDEN',
    found: 'FORBIDDEN',
  },
  { who: 'admin', browse: 'ok', read: 'ok', book: 'ok', manage: 'ok', found: 'ok' },
] as const;

describe.each(graphs)('on $kind', (graph) => {
  let venue: OpenVenue;
  let bookingId: string;

  beforeAll(async () => {
    venue = await openVenue(as(graph, 'admin'), 12);
    people.set('device', person([], { kind: 'DEVICE' }));
    people.set('looker-on', person(reading));
    people.set('customer', person(booking));
    people.set('other customer', person(booking));
    people.set('partner', person(booking, { kind: 'PARTNER' }));
    people.set('host', person(booking, { venueRoles: { [venue.id]: 'HOST' } }));
    people.set('manager', person(managing, { venueRoles: { [venue.id]: 'MANAGER' } }));
    people.set('manager elsewhere', person(managing, { venueRoles: { [newId()]: 'MANAGER' } }));
    ({ id: bookingId } = await held(hold(as(graph, 'customer'), { venueId: venue.id, startsAt: venue.at('19:00') })));
  });

  test.each(table)('$who gets what the table says', async ({ who, ...expected }) => {
    const client = as(graph, who);
    const asked = { browse, read, book, manage, found };

    const outcomes: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(asked)) outcomes[name] = await attempt(client, venue, bookingId);

    expect(outcomes).toEqual(expected);
  });

  test('a visitor browses past what visitors may not see, and gets no more of it than its place', async () => {
    const answer = await graph.ask(
      'query ($id: ID!) { venue(id: $id) { name bookings { edges { node { guest { name } } } } rooms { tables { bookings(from: "2030-01-01T00:00:00Z", to: "2030-01-02T00:00:00Z") { id } } } } }',
      { id: venue.id },
    );

    expect(answer.data).toMatchObject({ venue: { name: 'The Observatory Arms', bookings: null } });
    expect(answer.errors).toHaveLength(13);
    expect(new Set(answer.errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['UNAUTHENTICATED']));
  });

  test.each([
    [undefined, 'UNAUTHENTICATED'],
    ['device', 'FORBIDDEN'],
    ['customer', 'ok'],
    ['host', 'ok'],
  ])('%s listens: %s', async (who, expected) => {
    expect(await listen(graph, who, bookingId)).toBe(expected);
  });
});

type Attempt = (client: Pick<OpenGraph, 'ask'>, venue: OpenVenue, bookingId: string) => Promise<string>;

const browse: Attempt = async ({ ask }, { id, at }) =>
  outcome(
    await ask(
      `query ($id: ID!, $date: Date!) { result: venue(id: $id) {
        name rooms { tables { label } } bookingPolicy { holdMinutes } availability(date: $date, partySize: 2) { available }
      } }`,
      { id, date: at('19:00').slice(0, 10) },
    ),
  );

const read: Attempt = async ({ ask }, _venue, id) =>
  outcome(await ask('query ($id: ID!) { result: booking(id: $id) { status guest { name } } }', { id }));

const book: Attempt = async ({ ask }, { id: venueId, at }) =>
  outcome(
    await ask(
      'mutation ($input: HoldTableInput!) { result: holdTable(input: $input) { booking { status } errors { code } } }',
      { input: { venueId, partySize: 2, startsAt: at('19:00'), guest: { name: 'Ada' } } },
    ),
  );

const manage: Attempt = async ({ ask }, { id }) =>
  outcome(
    await ask('mutation ($input: UpdateVenueInput!) { result: updateVenue(input: $input) { errors { code } } }', {
      input: { id, description: 'Under new management' },
    }),
  );

const found: Attempt = async ({ ask }) =>
  outcome(
    await ask('mutation ($input: CreateVenueInput!) { result: createVenue(input: $input) { errors { code } } }', {
      input: {
        slug: `venue-${newId()}`,
        name: 'Another',
        kind: 'BAR',
        address: { line1: '1 Blackheath Avenue', city: 'London', country: 'GB' },
        location: { latitude: 51.4769, longitude: 0 },
        timeZone: 'Europe/London',
      },
    }),
  );

/** What came of something that was asked for as `result`. */
function outcome({ data, errors }: Answer): string {
  if (errors)
    return errors.map(({ path, extensions: { code } }) => [code, ...(path ?? []).slice(1)].join(' at ')).join();
  const result = data?.['result'];
  if (result === null) return 'not theirs';
  const refused = /"code":"(\w+)"/.exec(JSON.stringify(result))?.[1];
  return refused === undefined ? 'ok' : `refused: ${refused}`;
}

/** Subscribes with a name in `connection_init`; what becomes of that by the booking's next event. */
async function listen(graph: OpenGraph, who: string | undefined, bookingId: string): Promise<string> {
  const client = openSocket(graph.url, who);
  const query = `subscription { bookingStatusChanged(bookingId: "${bookingId}") { booking { status } } }`;
  const events = client.iterate({ query });
  const first = events.next().then(({ value }) => told(value?.errors), told);
  await settle(client);
  await as(graph, 'customer').ask(`mutation { extendHold(id: "${bookingId}") { errors { code } } }`);
  const heard = await first;
  await events.return?.();
  await client.dispose();
  return heard;
}

const refusals = z.array(z.object({ extensions: z.object({ code: z.string() }) })).default([]);

const told = (errors: unknown): string =>
  refusals
    .parse(errors)
    .map(({ extensions }) => extensions.code)
    .join() || 'ok';
