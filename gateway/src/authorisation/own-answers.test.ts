import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExecutionHeaders } from '@constellation/kit';
import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { fixtureSubgraph } from '../testing/fixture-subgraph.ts';
import { dome, domeBooking } from '../testing/fixtures.ts';
import { somebody } from '../testing/people.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

/** Ten people who may see the same of the graph, half of them with exactly the same rights. */
const people = Array.from({ length: 10 }, (_, index) =>
  index % 2
    ? somebody('bookings:read', 'admin')
    : { ...somebody('bookings:read'), venueRoles: { [dome.id]: 'HOST' as const } },
);
const ids = people.map(({ id }) => id);
const authenticate = async ({ authorization }: { authorization: string | undefined }) =>
  people.find(({ id }) => id === authorization) ?? somebody();

/** Bookings whose reference is who asks for them; the first who ask wait longest. */
function tellTale() {
  let asked = 0;
  const answer = async ({ id }: { id: string }, { principal }: ExecutionHeaders) => {
    asked += 1;
    for (let turn = asked % 20; turn < 20; turn += 1) await nextTurn();
    return { __typename: 'Booking', id, reference: principal.id };
  };
  return fixtureSubgraph('booking', {
    Query: { booking: (_: unknown, given: { id: string }, headers: ExecutionHeaders) => answer(given, headers) },
    Booking: { __resolveReference: answer },
  });
}

test('people who send the same document at once over HTTP each get their own answer', async () => {
  await using gateway = await openTestGateway({ authenticate, booking: tellTale() });
  const query = `{ booking(id: "${domeBooking.id}") { reference } }`;
  const asking = Array.from({ length: 10 }, () => ids).flat();

  const answers = await Promise.all(asking.map((authorization) => gateway.post(query, {}, { authorization })));

  expect(answers).toEqual(asking.map((id) => ({ status: 200, data: { booking: { reference: id } } })));
});

test('people who listen to the same over sockets at once each get their own events', async () => {
  await using gateway = await openTestGateway({ authenticate, booking: tellTale() });
  await using opened = new AsyncDisposableStack();
  const query = `subscription { bookingStatusChanged(venueId: "${dome.id}") { version booking { reference } } }`;
  const listening = [...ids, ...ids];
  const clients = await Promise.all(listening.map(async (id) => opened.use(await gateway.socket(id))));
  await Promise.all(clients.map((client) => client.subscribe('1', query)));
  const versions = Array.from({ length: 30 }, (_, index) => index + 1);

  await Promise.all(versions.map((version) => gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, version)])));

  const heard = await Promise.all(clients.map(async (client) => Promise.all(versions.map(() => client.data('1')))));
  expect(heard).toEqual(listening.map((id) => versions.map((version) => ({ version, booking: { reference: id } }))));
  expect(await gateway.metric('gateway_subscription_topics')).toBe(ids.length);
});

test('what somebody asked for by HTTP is not what a socket of another shows, and no cache may keep it', async () => {
  await using gateway = await openTestGateway({ authenticate, booking: tellTale() });
  const [one = '', other = ''] = ids;
  await using client = await gateway.socket(other);
  await client.subscribe('1', 'subscription { bookingStatusChanged { booking { reference } } }');
  const ask = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: one },
    body: JSON.stringify({ query: `{ booking(id: "${domeBooking.id}") { reference } }` }),
  });

  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 1)]);
  const response = await ask;

  expect(await response.json()).toEqual({ data: { booking: { reference: one } } });
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await client.data('1')).toEqual({ booking: { reference: other } });
});
