import { newId } from '@constellation/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type VenueScene, venueAttempts } from '../fixtures/attempts/venues.ts';
import type { Client } from '../fixtures/client.ts';
import { openGraphs } from '../fixtures/graph.ts';
import { newKey, newPartner } from '../fixtures/partners.ts';
import { as, signUpPerson } from '../fixtures/people.ts';
import { rowsOf, tryAll } from '../fixtures/role-table.ts';
import { openVenue } from '../fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

/** Who gets what of a venue; those away are staff of another, a reader is a partner's key that may only read. */
const table = rowsOf(
  venueAttempts,
  `
                       visitor  customer  partner  reader  host     host away  manager  manager away  admin
  venue                ok       ok        ok       ok      ok       ok         ok       ok            ok
  venues               ok       ok        ok       ok      ok       ok         ok       ok            ok
  Venue.bookingPolicy  ok       ok        ok       ok      ok       ok         ok       ok            ok
  Venue.availability   ok       ok        ok       ok      ok       ok         ok       ok            ok
  holdTable            sign in  ok        ok       scope   ok       ok         ok       ok            ok
  requestTable         sign in  ok        ok       scope   ok       ok         ok       ok            ok
  seatWalkIn           sign in  refused   refused  scope   ok       refused    ok       refused       ok
  setBookingPolicy     sign in  refused   refused  scope   refused  refused    ok       refused       ok
  createVenue          sign in  scope     scope    scope   scope    scope      scope    scope         ok
  updateVenue          sign in  scope     scope    scope   scope    scope      ok       refused       ok
  closeVenue           sign in  scope     scope    scope   scope    scope      ok       refused       ok
  createRoom           sign in  scope     scope    scope   scope    scope      ok       refused       ok
  updateRoom           sign in  scope     scope    scope   scope    scope      ok       refused       ok
  retireRoom           sign in  scope     scope    scope   scope    scope      ok       refused       ok
  updateTableLayout    sign in  scope     scope    scope   scope    scope      ok       refused       ok
  setOpeningHours      sign in  scope     scope    scope   scope    scope      ok       refused       ok
  setSpecialHours      sign in  scope     scope    scope   scope    scope      ok       refused       ok
  `,
);

describe.each(graphs)('on the $kind platform', (graph) => {
  let people: Readonly<Record<string, Client>>;
  let scene: VenueScene;

  beforeAll(async () => {
    const [venue, closing] = [await openVenue(graph, 20), await openVenue(graph, 1)];
    const here = (role: 'HOST' | 'MANAGER') => [venue, closing].map(({ id: venueId }) => ({ role, venueId }));
    const firm = await newPartner(graph);
    scene = {
      venueId: venue.id,
      roomId: venue.roomId,
      closing: { venueId: closing.id, roomId: closing.roomId },
      startsAt: venue.at('19:00'),
    };
    people = {
      visitor: as(graph, null),
      customer: await signUpPerson(graph),
      partner: await newKey(firm),
      reader: await newKey(firm, ['bookings:read']),
      host: await signUpPerson(graph, here('HOST')),
      'host away': await signUpPerson(graph, [{ role: 'HOST', venueId: newId() }]),
      manager: await signUpPerson(graph, here('MANAGER')),
      'manager away': await signUpPerson(graph, [{ role: 'MANAGER', venueId: newId() }]),
      admin: graph,
    };
  });

  test.each(table)('$name is for whom the table says', async ({ document, expected }) => {
    expect(await tryAll(people, () => document(scene))).toEqual(expected);
  });

  test('a visitor browses past what visitors may not see, and gets no more of it than its place', async () => {
    const answer = await as(graph, null).ask(
      'query ($id: ID!) { venue(id: $id) { name bookings { edges { node { guest { name } } } } rooms { tables { bookings(from: "2030-01-01T00:00:00Z", to: "2030-01-02T00:00:00Z") { id } } } } }',
      { id: scene.venueId },
    );

    expect(answer.data).toMatchObject({ venue: { name: 'The Observatory Arms', bookings: null } });
    expect(answer.errors).toHaveLength(21);
    expect(new Set(answer.errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['UNAUTHENTICATED']));
  });
});
