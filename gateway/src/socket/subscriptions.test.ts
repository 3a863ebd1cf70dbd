import { newId } from '@constellation/kit';
import { describe, expect, test } from 'vitest';
import { bookingEvent } from '../testing/booking-event.ts';
import { dome, domeBooking, harbour, harbourBooking, venueFixture } from '../testing/fixtures.ts';
import { openTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const publish = ({ bus }: TestGateway, ...events: ReturnType<typeof bookingEvent>[]) => bus.publish('BOOKING', events);

describe('what is shown', () => {
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
    await publish(gateway, event);

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
      booking: { reference: 'DM-1', startsAt: '2030-06-14T19:00:00Z', venue: { name: 'The Dome', timeZone: 'America/Denver' } },
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
    await publish(gateway, bookingEvent(harbourBooking, 2));

    expect(await client.next('1')).toEqual({
      id: '1',
      type: 'next',
      payload: { data: { news: { id: harbourBooking.id, now: 'CONFIRMED', it: { ref: 'HB-1', at: { n: 'Harbour Grill' } } } } },
    });
  });

  test('a booking that cannot be read is null, and the event still comes', async () => {
    const down = { ...venueFixture(), execute: () => Promise.reject(new Error('down')) };
    await using gateway = await openTestGateway({ venue: down });
    await using client = await gateway.socket();

    await client.subscribe('1', 'subscription { bookingStatusChanged { to booking { reference venue { name } } } }');
    await publish(gateway, bookingEvent({ id: newId(), venue: dome }, 1), bookingEvent(domeBooking, 2));

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
    await publish(gateway, { subject, event: { ...event, data: { to: 'NOWHERE' } } }, bookingEvent(domeBooking, 2));

    expect(await client.data('1')).toEqual({ version: 2 });
    expect(gateway.logged.join()).toContain(event.id);
  });
});

describe('what is chosen', () => {
  test('one subscribes to a booking, to a venue, or to all', async () => {
    await using gateway = await openTestGateway();
    await using client = await gateway.socket();
    const query = 'subscription ($b: ID, $v: ID) { bookingStatusChanged(bookingId: $b, venueId: $v) { version } }';

    await client.subscribe('booking', query, { b: domeBooking.id });
    await client.subscribe('venue', query, { v: harbour.id });
    await client.subscribe('literal', `subscription { bookingStatusChanged(venueId: "${harbour.id}") { version } }`);
    await client.subscribe('neither', query, { b: domeBooking.id, v: harbour.id });
    await client.subscribe('all', query);
    await publish(gateway, bookingEvent(domeBooking, 1), bookingEvent({ id: newId(), venue: dome }, 2), bookingEvent(harbourBooking, 3));

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
    await publish(gateway, bookingEvent(domeBooking, 1));
    await client.data('early');

    await client.subscribe('late', 'subscription { bookingStatusChanged { version } }');
    await publish(gateway, bookingEvent(domeBooking, 2));

    expect(await client.data('late')).toEqual({ version: 2 });
  });

  test('nothing is lost when the event log breaks off', async () => {
    await using gateway = await openTestGateway();
    await using client = await gateway.socket();
    await client.subscribe('1', 'subscription { bookingStatusChanged { version } }');

    gateway.bus.breakOff();
    await publish(gateway, bookingEvent(domeBooking, 1));
    await publish(gateway, bookingEvent(domeBooking, 2));

    expect(await client.data('1')).toEqual({ version: 1 });
    expect(await client.data('1')).toEqual({ version: 2 });
  });
});
