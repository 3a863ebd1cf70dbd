import { rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { knownVenue, makeKnown, publish } from '../testing/known-venue.ts';
import { type OpenBookings, openBookings } from '../testing/open-bookings.ts';
import { onVenueSnapshot } from './venue-snapshots.ts';

/** The whole projection. */
const projectionOf = (bookings: OpenBookings) =>
  rows(
    bookings.scope().em,
    sql`select id, version, venue, (select array_agg(id order by id) from venue_tables where venue_id = venues.id) as tables
      from venues order by id`,
  );

test.for(platformKinds)(
  'on the %s platform of many changes in a row the last one is known in the end',
  async (kind) => {
    await using bookings = await openBookings({ kind });
    const venue = await knownVenue(bookings);
    for (let version = 2; version < 40; version += 1)
      await publish(bookings, { ...venue.data, name: `Name ${version}` }, version);

    await makeKnown(bookings, { ...venue.data, name: 'The last' }, 40);

    const projection = await projectionOf(bookings);
    expect(projection).toContainEqual(
      expect.objectContaining({ version: 40, venue: expect.objectContaining({ name: 'The last' }) }),
    );
  },
);

test.for(platformKinds)(
  'on the %s platform a database that begins anew knows every venue from the stream alone',
  async (kind) => {
    await using bookings = await openBookings({ kind });
    await knownVenue(bookings, {
      tables: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      combinations: [{ tables: [0, 2], maxParty: 8 }],
    });
    const changed = await knownVenue(bookings);
    await makeKnown(
      bookings,
      { ...changed.data, rooms: changed.data.rooms.map((room) => ({ ...room, name: 'Cellar' })) },
      2,
    );

    await using rebuilt = await openBookings({
      bus: bookings.platform.bus,
      workers: [{ ...onVenueSnapshot, durable: 'booking-venues-rebuilt' }],
    });

    const projection = await projectionOf(bookings);
    await expect.poll(() => projectionOf(rebuilt)).toEqual(projection);
  },
);
