import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { domeBooking } from '../testing/fixtures.ts';
import { original, supergraphFile } from '../testing/supergraph-file.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

const withoutReference = original.replace(/\n *"""[^"]*"""\n *reference: String!.*\n/, '\n');

const query = `{ booking(id: "${domeBooking.id}") { reference } }`;

test('a changed supergraph is served without a restart, again and again', async () => {
  await using file = await supergraphFile();
  await using gateway = await openTestGateway({ supergraph: file.path });
  const status = async () => (await gateway.post(query)).status;
  const before = await status();

  await file.replace(withoutReference);
  await expect.poll(status).toBe(400);
  await file.replace(original);
  await expect.poll(status).toBe(200);

  expect(before).toBe(200);
});

test('a supergraph that cannot be used is logged, and the old one stays', async () => {
  await using file = await supergraphFile();
  await using gateway = await openTestGateway({ supergraph: file.path });

  await file.replace(original.slice(0, 5_000));
  await expect.poll(() => gateway.logged.join()).toContain('the old one stays');

  expect(await gateway.post(query)).toMatchObject({ data: { booking: { reference: 'DM-1' } } });
});

test('a supergraph that leaves open who may see a field is logged, and the old one stays', async () => {
  await using file = await supergraphFile();
  await using gateway = await openTestGateway({ supergraph: file.path });

  await file.replace(
    original.replace('confirmBooking(', 'confirmAll: BookingPayload @join__field(graph: BOOKING)\n  confirmBooking('),
  );
  await expect.poll(() => gateway.logged.join()).toContain('Mutation.confirmAll has no rule');

  expect(await gateway.post(query)).toMatchObject({ data: { booking: { reference: 'DM-1' } } });
  await expect(openTestGateway({ supergraph: file.path })).rejects.toThrow('Mutation.confirmAll has no rule');
});

test('live subscriptions go on with the new graph, and end with an error when it cannot answer them', async () => {
  await using file = await supergraphFile();
  await using gateway = await openTestGateway({ supergraph: file.path });
  await using client = await gateway.socket();
  await client.subscribe('kept', 'subscription { bookingStatusChanged { booking { status } } }');
  await client.subscribe('lost', 'subscription { bookingStatusChanged { booking { reference } } }');

  await file.replace(withoutReference);
  const ended = await client.next('lost');
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 2)]);

  expect(ended).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  expect(await client.data('kept')).toEqual({ booking: { status: 'HELD' } });
  expect(await gateway.metric('gateway_subscription_topics')).toBe(1);
});
