import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { changesOn } from '../testing/changing-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { bookingsAt } from '../testing/records.ts';
import { outcomeOf } from '../testing/wishes.ts';
import { writeBookings } from '../testing/write-bookings.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { hold } = commandsOn(bookings);
const { becomeOutright } = changesOn(bookings);

const many = 1_001;

/** A venue with more bookings than one statement writes: a party of two at its first table, every evening. */
async function busyVenue(): Promise<KnownVenue> {
  const venue = await knownVenue(bookings);
  const first = venue.at('18:00').local.toZonedDateTime(venue.data.timeZone);
  const evenings = Array.from({ length: many }, (_, days) => ({ startsAt: first.add({ days }).toInstant() }));
  await writeBookings(bookings, venue, evenings);
  return venue;
}

test('each of a thousand bookings is flagged once, with a step, an event and a snapshot of its own', async () => {
  const venue = await busyVenue();

  await becomeOutright(venue, 2, { closed: true });

  const flagged = await bookingsAt(bookings, venue.id);
  expect(
    flagged.filter(({ attention, version }) => String(attention) === 'VENUE_CLOSED' && version === 2),
  ).toHaveLength(many);
  const told = await rows(
    bookings.scope().em,
    sql`select booking.id, step.reason, event.event ->> 'type' as event, snapshot.event ->> 'type' as snapshot
      from bookings booking
        join booking_transitions step on step.booking_id = booking.id and step.version = 2
        join outbox event on event.aggregate = booking.id and event.version = 2 and event.stream = 'BOOKING'
        join outbox snapshot on snapshot.aggregate = booking.id and snapshot.version = 2
          and snapshot.stream = 'BOOKING_STATE'
      where booking.venue_id = ${venue.id} order by booking.serial`,
  );
  const tale = { reason: 'VENUE_CLOSED', event: 'booking.attention_changed', snapshot: 'booking.snapshot' };
  expect(told).toEqual(flagged.map(({ id }) => ({ id, ...tale })));
});

test('holds that come while a thousand bookings are flagged are only kept waiting', async () => {
  const venue = await busyVenue();
  const rooms = venue.data.rooms.map((room) => ({
    ...room,
    tables: room.tables.map((table, index) => (index === 0 ? { ...table, maxParty: 1 } : table)),
  }));
  const noon = venue.at('12:00').local;
  const wishes = Array.from({ length: 30 }, (_, days) => ({
    tableIds: venue.tableIds.slice(1),
    startsAt: { local: noon.add({ days }) },
  }));

  const [, ...outcomes] = await Promise.all([
    becomeOutright(venue, 2, { rooms }),
    ...wishes.map((wish) => outcomeOf(hold(venue, wish))),
  ]);

  expect(outcomes).toEqual(wishes.map(() => 'HELD'));
  expect((await bookingsAt(bookings, venue.id)).filter(({ attention }) => attention.length > 0)).toHaveLength(many);
});
