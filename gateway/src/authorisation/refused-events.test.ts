import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { dome, domeBooking } from '../testing/fixtures.ts';
import { somebody, visitor } from '../testing/people.ts';
import { original, supergraphFile } from '../testing/supergraph-file.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

const people = {
  visitor,
  reader: { ...somebody('bookings:read'), venueRoles: { [dome.id]: 'HOST' as const } },
  administrator: somebody('bookings:read', 'admin'),
  stranger: somebody('venues:write'),
};
const authenticate = async ({ authorization = 'visitor' }: { authorization: string | undefined }) =>
  new Map(Object.entries(people)).get(authorization) ?? visitor;

/** The graph with a field of a booking that only administrators may see. */
const guarded = original.replace(/(\n *guest: Guest .*)/, '$1 @auth(scopes: ["admin"])');

test.for([
  ['visitor', 'UNAUTHENTICATED'],
  ['stranger', 'FORBIDDEN'],
] as const)('a %s may not listen to bookings: %s', async ([who, code]) => {
  await using gateway = await openTestGateway({ authenticate });
  await using client = await gateway.socket(who);

  await client.subscribe('1', 'subscription { bookingStatusChanged { version } }');
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 1)]);

  expect(await client.next('1')).toMatchObject({ type: 'error', payload: [{ extensions: { code } }] });
  await client.settle();
  expect(client.frames).toEqual([]);
  expect(await gateway.metric('gateway_subscription_topics')).toBe(0);
});

test('each listener gets of an event what they may see', async () => {
  await using file = await supergraphFile(guarded);
  await using gateway = await openTestGateway({ authenticate, supergraph: file.path });
  await using reader = await gateway.socket('reader');
  await using administrator = await gateway.socket('administrator');
  const query = 'subscription { bookingStatusChanged { version booking { status who: guest { name } } } }';

  await reader.subscribe('1', query);
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 1)]);
  const shown = await reader.next('1');
  const asked = gateway.booking.calls.map((call) => call.query);
  await administrator.subscribe('1', query);
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 2)]);

  expect(shown.payload).toMatchObject({
    data: { bookingStatusChanged: { version: 1, booking: { status: 'HELD', who: null } } },
    errors: [{ path: ['bookingStatusChanged', 'booking', 'who'], extensions: { code: 'FORBIDDEN' } }],
  });
  expect(asked).toEqual([expect.not.stringContaining('guest')]);
  expect(await administrator.data('1')).toEqual({ version: 2, booking: { status: 'HELD', who: { name: 'Ada' } } });
});

test('past events are shown like live ones', async () => {
  await using file = await supergraphFile(guarded);
  await using gateway = await openTestGateway({ authenticate, supergraph: file.path });
  await using reader = await gateway.socket('reader');
  const query =
    'subscription ($after: Cursor) { bookingStatusChanged(after: $after) { cursor booking { guest { name } } } }';
  await reader.subscribe('live', query);
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 1), bookingEvent(domeBooking, 2)]);
  const { cursor } = await reader.data('live');

  await reader.subscribe('past', query, { after: cursor });

  expect(await reader.next('past')).toMatchObject({
    payload: {
      data: { bookingStatusChanged: { booking: { guest: null } } },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    },
  });
});

test('whoever may not listen any more, by a new graph, is told so', async () => {
  await using file = await supergraphFile();
  await using gateway = await openTestGateway({ authenticate, supergraph: file.path });
  await using reader = await gateway.socket('reader');
  await reader.subscribe('1', 'subscription { bookingStatusChanged { version } }');

  await file.replace(original.replace(/(\): BookingStatusChanged! .*)@auth\(.*\)/, '$1@auth(scopes: ["admin"])'));

  expect(await reader.next('1')).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(await gateway.metric('gateway_subscription_topics')).toBe(0);
});
