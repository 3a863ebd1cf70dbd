import { newId, rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { bookingOf, publishBooking } from '../testing/bookings.ts';
import { createRoom, createVenue, updateTableLayout } from '../testing/documents.ts';
import { venueInput } from '../testing/inputs.ts';
import { at, idAt, type ServedVenues, serveVenues } from '../testing/serve-venues.ts';
import { onBookingSnapshot } from './booking-snapshots.ts';

/** The whole projection. */
const projectionOf = (venues: ServedVenues) =>
  rows(
    venues.em(),
    sql`select booking_id as "bookingId", venue_id, table_ids, ends_at, over, version
      from upcoming_bookings order by booking_id`,
  );

/** A room with one table. */
async function furnishedRoom(venues: ServedVenues) {
  const venueId = idAt(await venues.ask(createVenue, { input: venueInput() }), 'createVenue', 'venue');
  const roomId = idAt(await venues.ask(createRoom, { input: { venueId, name: 'Hall' } }), 'createRoom', 'room');
  const laidOut = await venues.ask(updateTableLayout, { input: { roomId, tables: [{ label: 'A', maxParty: 2 }] } });
  return { venueId, roomId, tableId: idAt(laidOut, 'updateTableLayout', 'room', 'tables', 0) };
}

test.for(platformKinds)(
  'on the %s platform a table cannot be retired from when its booking is heard of until it is over',
  async (kind) => {
    await using venues = await serveVenues({ kind });
    const { venueId, roomId, tableId } = await furnishedRoom(venues);
    const booking = bookingOf({ venueId, tableIds: [tableId] });
    const retire = () => venues.ask(updateTableLayout, { input: { roomId, retire: [tableId] } });

    await publishBooking(venues.platform, booking, 1);
    await expect.poll(() => projectionOf(venues)).toMatchObject([{ version: 1, over: false }]);
    const refused = await retire();
    await publishBooking(venues.platform, { ...booking, status: 'CANCELLED', over: true }, 2);
    await expect.poll(() => projectionOf(venues)).toMatchObject([{ version: 2, over: true }]);
    const done = await retire();

    const details = { tableIds: [tableId], bookings: 1, until: booking.endsAt };
    const error = { code: 'HAS_FUTURE_BOOKINGS', message: expect.any(String), path: ['input', 'retire', '0'], details };
    expect(at(refused, 'updateTableLayout')).toEqual({ room: null, errors: [error] });
    expect(at(done, 'updateTableLayout')).toMatchObject({ room: { id: roomId, tables: [] }, errors: [] });
  },
);

test.for(platformKinds)(
  'on the %s platform of many changes in a row the last one is known in the end',
  async (kind) => {
    await using venues = await serveVenues({ kind });
    const booking = bookingOf();
    for (let version = 1; version < 40; version += 1)
      await publishBooking(venues.platform, { ...booking, tableIds: [newId()] }, version);

    await publishBooking(venues.platform, booking, 40);

    const last = { bookingId: booking.bookingId, version: 40, table_ids: booking.tableIds };
    await expect.poll(() => projectionOf(venues)).toMatchObject([last]);
  },
);

test.for(platformKinds)(
  'on the %s platform a database that begins anew knows every booking from the stream alone',
  async (kind) => {
    await using venues = await serveVenues({ kind });
    const [changed, over, requested, joined] = [
      bookingOf(),
      bookingOf(),
      bookingOf({ status: 'REQUESTED', tableIds: [] }),
      bookingOf({ tableIds: [newId(), newId()] }),
    ];
    for (const booking of [changed, over, requested, joined]) await publishBooking(venues.platform, booking, 1);
    await publishBooking(venues.platform, { ...over, status: 'CANCELLED', over: true }, 2);
    await publishBooking(venues.platform, { ...changed, tableIds: [newId()] }, 3);
    await expect
      .poll(() => projectionOf(venues))
      .toEqual(expect.arrayContaining([expect.objectContaining({ bookingId: changed.bookingId, version: 3 })]));

    await using rebuilt = await serveVenues({
      bus: venues.platform.bus,
      workers: [{ ...onBookingSnapshot, durable: 'venue-bookings-rebuilt' }],
    });

    const projection = await projectionOf(venues);
    expect(projection).toHaveLength(4);
    await expect.poll(() => projectionOf(rebuilt)).toEqual(projection);
  },
);
