import { newId } from '@constellation/kit';
import { expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { dome, domeBooking, harbourBooking, venueFixture } from '../testing/fixtures.ts';
import { openTestGateway } from '../testing/test-gateway.ts';

test('an event shows itself, and fields of its booking and of the venue behind it', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  const event = bookingEvent(domeBooking, 2, { reason: 'ON_TIME' });

  await client.subscribe(
    '1',
    `subscription { bookingStatusChanged {
      eventId bookingId venueId version change from to at reason
      booking { reference startsAt venue { name timeZone } }
    } }`,
  );
  await gateway.bus.publish('BOOKING', [event]);

  expect(await client.data('1')).toEqual({
    eventId: event.event.id,
    bookingId: domeBooking.id,
    venueId: dome.id,
    version: 2,
    change: 'STATUS',
    from: 'HELD',
    to: 'CONFIRMED',
    at: '2030-06-01T12:00:00Z',
    reason: 'ON_TIME',
    booking: {
      reference: 'DM-1',
      startsAt: '2030-06-14T19:00:00Z',
      venue: { name: 'The Dome', timeZone: 'America/Denver' },
    },
  });
});

test('aliases, fragments and directives do what they do in a query', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();

  await client.subscribe(
    '1',
    `subscription ($booking: ID, $skip: Boolean!) { ...Root }
     fragment Root on Subscription { news: bookingStatusChanged(bookingId: $booking) { id: bookingId ...Rest } }
     fragment Rest on BookingStatusChanged { now: to from @skip(if: $skip) it: booking { ref: reference at: venue { n: name } } }`,
    { booking: harbourBooking.id, skip: true },
  );
  await gateway.bus.publish('BOOKING', [bookingEvent(harbourBooking, 2)]);

  expect(await client.next('1')).toEqual({
    id: '1',
    type: 'next',
    payload: {
      data: { news: { id: harbourBooking.id, now: 'CONFIRMED', it: { ref: 'HB-1', at: { n: 'Harbour Grill' } } } },
    },
  });
});

test('a booking that cannot be read is null, and the event still comes', async () => {
  const down = { ...venueFixture(), execute: () => Promise.reject(new Error('down')) };
  await using gateway = await openTestGateway({ venue: down });
  await using client = await gateway.socket();

  await client.subscribe('1', 'subscription { bookingStatusChanged { to booking { reference venue { name } } } }');
  await gateway.bus.publish('BOOKING', [bookingEvent({ id: newId(), venue: dome }, 1), bookingEvent(domeBooking, 2)]);

  expect(await client.data('1')).toEqual({ to: 'CONFIRMED', booking: null });
  expect(await client.next('1')).toMatchObject({
    payload: {
      data: { bookingStatusChanged: { to: 'CONFIRMED', booking: { reference: 'DM-1', venue: null } } },
      errors: [{ path: ['bookingStatusChanged', 'booking', 'venue'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    },
  });
});

test('an event that breaks its contract is left out and logged', async () => {
  await using gateway = await openTestGateway();
  await using client = await gateway.socket();
  const { subject, event } = bookingEvent(domeBooking, 1);

  await client.subscribe('1', 'subscription { bookingStatusChanged { version } }');
  await gateway.bus.publish('BOOKING', [
    { subject, event: { ...event, data: { to: 'NOWHERE' } } },
    bookingEvent(domeBooking, 2),
  ]);

  expect(await client.data('1')).toEqual({ version: 2 });
  expect(gateway.logged.join()).toContain(event.id);
});
