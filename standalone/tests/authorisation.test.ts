import { newId } from '@constellation/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempts, type Scene } from './fixtures/attempts.ts';
import { held, hold } from './fixtures/bookings.ts';
import type { Client } from './fixtures/client.ts';
import { openGraphs } from './fixtures/graph.ts';
import { as, openPartner, signUpPerson } from './fixtures/people.ts';
import { openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const who = 'UNAUTHENTICATED';
const no = 'FORBIDDEN';
const refused = 'refused: FORBIDDEN';
const ok = 'ok';
const none = 'nothing';
const late = 'refused: WRONG_STATUS';

/** What somebody tries, and what comes of it for each. */
const columns = [
  'browse',
  'read',
  'list',
  'book',
  'extend',
  'reject',
  'policy',
  'manage',
  'found',
  'account',
  'appoint',
] as const;
const table = [
  ['a visitor', ok, who, who, who, who, who, who, who, who, who, who],
  ['the customer', ok, ok, 'true', ok, ok, refused, refused, no, no, ok, no],
  ['another customer', ok, none, 'false', ok, refused, refused, refused, no, no, none, no],
  ['a host', ok, ok, 'true', ok, ok, late, refused, no, no, none, no],
  ['a host elsewhere', ok, none, 'false', ok, refused, refused, refused, no, no, none, no],
  ['a manager', ok, ok, 'true', ok, ok, late, ok, ok, no, none, no],
  ['a manager elsewhere', ok, none, 'false', ok, refused, refused, refused, refused, no, none, no],
  ['a partner', ok, none, 'false', ok, refused, refused, refused, no, no, none, no],
  ['a partner who may only read', ok, none, 'false', no, no, no, no, no, no, none, no],
  ['an administrator', ok, ok, 'true', ok, ok, late, ok, ok, ok, ok, ok],
] as const;

describe.each(graphs)('on the $kind platform', (graph) => {
  const people = new Map<string, Client>();
  let scene: Scene;

  beforeAll(async () => {
    const venue = await openVenue(graph, 20);
    const [venueId, elsewhere] = [venue.id, newId()];
    const customer = await signUpPerson(graph);
    const booking = await held(hold(customer, { venueId, startsAt: venue.at('19:00') }));
    scene = { venue, customer, bookingId: booking.id, customerId: customer.userId };
    people
      .set('a visitor', as(graph, null))
      .set('the customer', customer)
      .set('another customer', await signUpPerson(graph))
      .set('a host', await signUpPerson(graph, [{ role: 'HOST', venueId }]))
      .set('a host elsewhere', await signUpPerson(graph, [{ role: 'HOST', venueId: elsewhere }]))
      .set('a manager', await signUpPerson(graph, [{ role: 'MANAGER', venueId }]))
      .set('a manager elsewhere', await signUpPerson(graph, [{ role: 'MANAGER', venueId: elsewhere }]))
      .set('a partner', await openPartner(graph, ['bookings:read', 'bookings:write']))
      .set('a partner who may only read', await openPartner(graph, ['bookings:read']))
      .set('an administrator', graph);
  });

  test.each(table)('%s gets what the table says', async (name, ...expected) => {
    const client = people.get(name) ?? graph;

    const outcomes: string[] = [];
    for (const column of columns) outcomes.push(await attempts[column](client, scene));

    expect(outcomes).toEqual(expected);
  });

  test('a visitor browses past what visitors may not see, and gets no more of it than its place', async () => {
    const answer = await as(graph, null).ask(
      'query ($id: ID!) { venue(id: $id) { name bookings { edges { node { guest { name } } } } rooms { tables { bookings(from: "2030-01-01T00:00:00Z", to: "2030-01-02T00:00:00Z") { id } } } } }',
      { id: scene.venue.id },
    );

    expect(answer.data).toMatchObject({ venue: { name: 'The Observatory Arms', bookings: null } });
    expect(answer.errors).toHaveLength(21);
    expect(new Set(answer.errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['UNAUTHENTICATED']));
  });
});
