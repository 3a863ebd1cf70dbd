import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { bookingFixture, domeBooking, harbour, harbourBooking } from '../testing/fixtures.ts';
import { openTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import type { TestSocket } from '../testing/test-socket.ts';

const topics = (gateway: TestGateway) => gateway.metric('gateway_subscription_topics');
const resolved = (gateway: TestGateway) => gateway.metric('gateway_subscription_events_resolved_total');

const query =
  'subscription ($v: ID, $mode: DeliveryMode!) { bookingStatusChanged(venueId: $v, mode: $mode) { booking { reference } } }';
const variables = { v: harbour.id, mode: 'EVERY' };

test('equal subscriptions share one topic, which resolves each event once for all of them', async () => {
  await using gateway = await openTestGateway();
  await using clients = new AsyncDisposableStack();
  const sockets: TestSocket[] = [];
  for (let index = 0; index < 20; index += 1) sockets.push(clients.use(await gateway.socket()));
  for (const [index, socket] of sockets.entries()) {
    await socket.subscribe(`s${index}`, query, { ...variables, mode: index % 2 ? 'EVERY' : 'LATEST' });
  }

  await gateway.bus.publish('BOOKING', [bookingEvent(harbourBooking, 1)]);

  const shown = await Promise.all(sockets.map((socket, index) => socket.data(`s${index}`)));
  expect(shown).toEqual(sockets.map(() => ({ booking: { reference: 'HB-1' } })));
  expect(await topics(gateway)).toBe(1);
  expect(await resolved(gateway)).toBe(1);
  expect(gateway.booking.calls).toHaveLength(1);
});

test('subscriptions whose results may differ have topics of their own', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  const conditional =
    'subscription ($v: ID, $more: Boolean!) { bookingStatusChanged(venueId: $v) { version reason @include(if: $more) } }';

  await client.subscribe('1', conditional, { v: harbour.id, more: true });
  await client.subscribe('2', conditional, { v: harbour.id, more: false });
  await client.subscribe('3', conditional, { v: domeBooking.venue.id, more: false });
  await gateway.bus.publish('BOOKING', [bookingEvent(harbourBooking, 1)]);

  expect(await client.data('1')).toEqual({ version: 1, reason: null });
  expect(await client.data('2')).toEqual({ version: 1 });
  expect(await topics(gateway)).toBe(3);
});

test('a topic ends with its last subscriber, whether that says goodbye or not', async () => {
  await using gateway = await openTestGateway();
  await using polite = await gateway.socket();
  const rude = await gateway.socket();
  await polite.subscribe('1', query, variables);
  await rude.subscribe('1', query, variables);
  await rude.subscribe('2', query, { ...variables, v: null });

  polite.send({ type: 'complete', id: '1' });
  await polite.settle();
  const afterFirst = await topics(gateway);
  await rude[Symbol.asyncDispose]();

  expect(afterFirst).toBe(2);
  await expect.poll(() => topics(gateway)).toBe(0);
  await gateway.bus.publish('BOOKING', [bookingEvent(harbourBooking, 1)]);
  await polite.settle();
  expect(await resolved(gateway)).toBe(0);
});

test('events arrive in their order, whichever is resolved first', async () => {
  const slow = Promise.withResolvers<void>();
  await using gateway = await openTestGateway({ booking: bookingFixture({ [domeBooking.id]: slow.promise }) });
  await using client = await gateway.socket();
  await client.subscribe('1', 'subscription { bookingStatusChanged { version booking { reference } } }');

  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 1), bookingEvent(harbourBooking, 2)]);
  await expect.poll(() => gateway.booking.calls.length).toBe(2);
  slow.resolve();

  expect(await client.data('1')).toMatchObject({ version: 1, booking: { reference: 'DM-1' } });
  expect(await client.data('1')).toMatchObject({ version: 2, booking: { reference: 'HB-1' } });
});

test('no more than so many events of a topic are resolved at once', async () => {
  const slow = Promise.withResolvers<void>();
  await using gateway = await openTestGateway({
    booking: bookingFixture({ [domeBooking.id]: slow.promise }),
    limits: { concurrentEvents: 3 },
  });
  await using client = await gateway.socket();
  await client.subscribe('1', 'subscription { bookingStatusChanged { version booking { reference } } }');

  await gateway.bus.publish(
    'BOOKING',
    Array.from({ length: 10 }, (_, index) => bookingEvent(domeBooking, index + 1)),
  );
  await expect.poll(() => gateway.booking.calls.length).toBe(3);
  await client.settle();
  const atOnce = gateway.booking.calls.length;
  slow.resolve();
  const versions = [];
  for (let count = 0; count < 10; count += 1) versions.push((await client.data('1'))['version']);

  expect(atOnce).toBe(3);
  expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
