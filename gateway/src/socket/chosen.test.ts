import { newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { dome, domeBooking, harbour, harbourBooking } from '../testing/fixtures.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

test('one subscribes to a booking, to a venue, or to all', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  const query = 'subscription ($b: ID, $v: ID) { bookingStatusChanged(bookingId: $b, venueId: $v) { version } }';

  await client.subscribe('booking', query, { b: domeBooking.id });
  await client.subscribe('venue', query, { v: harbour.id });
  await client.subscribe('literal', `subscription { bookingStatusChanged(venueId: "${harbour.id}") { version } }`);
  await client.subscribe('neither', query, { b: domeBooking.id, v: harbour.id });
  await client.subscribe('all', query);
  await gateway.bus.publish('BOOKING', [
    bookingEvent(domeBooking, 1),
    bookingEvent({ id: newId(), venue: dome }, 2),
    bookingEvent(harbourBooking, 3),
  ]);

  const versions = async (id: string, count: number) =>
    Promise.all(Array.from({ length: count }, async () => (await client.data(id))['version']));
  expect(await versions('all', 3)).toEqual([1, 2, 3]);
  expect(await versions('booking', 1)).toEqual([1]);
  expect(await versions('venue', 1)).toEqual([3]);
  expect(await versions('literal', 1)).toEqual([3]);
  await client.settle();
  expect(client.frames).toEqual([]);
});

test('only what happens from now on is shown', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  await client.subscribe('early', 'subscription { bookingStatusChanged { version } }');
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 1)]);
  await client.data('early');

  await client.subscribe('late', 'subscription { bookingStatusChanged { version } }');
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 2)]);

  expect(await client.data('late')).toEqual({ version: 2 });
});

test('nothing is lost and nothing shown twice when the event log breaks off', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  await client.subscribe('1', 'subscription { bookingStatusChanged { version } }');
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 1)]);
  const before = await client.data('1');

  gateway.bus.breakOff();
  await gateway.bus.publish('BOOKING', [bookingEvent(domeBooking, 2), bookingEvent(domeBooking, 3)]);

  expect([before, await client.data('1'), await client.data('1')]).toEqual([
    { version: 1 },
    { version: 2 },
    { version: 3 },
  ]);
});
