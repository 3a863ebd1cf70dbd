import { newId } from '@constellation/kit';
import { basic } from '@constellation/kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BookingScene, bookingAttempts } from '../fixtures/attempts/bookings.ts';
import { playBookings } from '../fixtures/attempts/play-bookings.ts';
import type { Client } from '../fixtures/client.ts';
import { type OpenGraph, openGraphs } from '../fixtures/graph.ts';
import { newKey, newPartner } from '../fixtures/partners.ts';
import { as, openPartner, signUpPerson } from '../fixtures/people.ts';
import { rowsOf, tryAll } from '../fixtures/role-table.ts';
import { openVenue } from '../fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

/**
 * Who gets what of bookings, by who made them. A stranger is another customer, a reader is the partner's other key, that may
 * only read, a member sees to the partner, a rival is another partner; those away are staff of another venue.
 */
const tables = {
  customer: `
                        visitor  customer  stranger  partner  reader  member   rival    host  host away  manager  manager away  admin
  booking               sign in  ok        none      none     none    none     none     ok    none       ok       none          ok
  bookings              sign in  ok        none      none     none    none     none     ok    none       ok       none          ok
  Venue.bookings        sign in  ok        none      none     none    none     none     ok    none       ok       none          ok
  extendHold            sign in  ok        refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  confirmBooking        sign in  ok        refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  changeBooking         sign in  ok        refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  cancelBooking         sign in  ok        refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  rejectBooking         sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  seatBooking           sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  finishBooking         sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  markNoShow            sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  acknowledgeAttention  sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  `,
  partner: `
                        visitor  customer  stranger  partner  reader  member   rival    host  host away  manager  manager away  admin
  booking               sign in  none      none      ok       ok      none     none     ok    none       ok       none          ok
  bookings              sign in  none      none      ok       ok      none     none     ok    none       ok       none          ok
  Venue.bookings        sign in  none      none      ok       ok      none     none     ok    none       ok       none          ok
  extendHold            sign in  refused   refused   ok       scope   refused  refused  ok    refused    ok       refused       ok
  confirmBooking        sign in  refused   refused   ok       scope   refused  refused  ok    refused    ok       refused       ok
  changeBooking         sign in  refused   refused   ok       scope   refused  refused  ok    refused    ok       refused       ok
  cancelBooking         sign in  refused   refused   ok       scope   refused  refused  ok    refused    ok       refused       ok
  rejectBooking         sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  seatBooking           sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  finishBooking         sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  markNoShow            sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  acknowledgeAttention  sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  `,
  host: `
                        visitor  customer  stranger  partner  reader  member   rival    host  host away  manager  manager away  admin
  booking               sign in  none      none      none     none    none     none     ok    none       ok       none          ok
  bookings              sign in  none      none      none     none    none     none     ok    none       ok       none          ok
  Venue.bookings        sign in  none      none      none     none    none     none     ok    none       ok       none          ok
  extendHold            sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  confirmBooking        sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  changeBooking         sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  cancelBooking         sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  rejectBooking         sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  seatBooking           sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  finishBooking         sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  markNoShow            sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  acknowledgeAttention  sign in  refused   refused   refused  scope   refused  refused  ok    refused    ok       refused       ok
  `,
};

async function meetPeople(graph: OpenGraph, venueId: string) {
  const elsewhere = newId();
  const firm = await newPartner(graph);
  return {
    visitor: as(graph, null),
    customer: await signUpPerson(graph),
    stranger: await signUpPerson(graph),
    partner: await newKey(firm),
    reader: await newKey(firm, ['bookings:read']),
    member: as(graph, basic(firm.member)),
    rival: await openPartner(graph, ['bookings:read', 'bookings:write']),
    host: await signUpPerson(graph, [{ role: 'HOST', venueId }]),
    'host away': await signUpPerson(graph, [{ role: 'HOST', venueId: elsewhere }]),
    manager: await signUpPerson(graph, [{ role: 'MANAGER', venueId }]),
    'manager away': await signUpPerson(graph, [{ role: 'MANAGER', venueId: elsewhere }]),
    admin: graph,
  } satisfies Record<string, Client>;
}

describe.each(graphs)('on the $kind platform', (graph) => {
  describe.each(['customer', 'partner', 'host'] as const)('of bookings that a %s made', (maker) => {
    let people: Awaited<ReturnType<typeof meetPeople>>;
    let scene: BookingScene;

    beforeAll(async () => {
      const venue = await openVenue(graph, 10);
      people = await meetPeople(graph, venue.id);
      scene = await playBookings(graph, venue, { maker: people[maker], host: people.host });
    });

    test.each(rowsOf(bookingAttempts, tables[maker]))(
      '$name is for whom the table says',
      async ({ document, expected }) => {
        expect(await tryAll(people, () => document(scene))).toEqual(expected);
      },
    );
  });
});
