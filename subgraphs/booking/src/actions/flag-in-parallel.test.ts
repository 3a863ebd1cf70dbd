import { rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { lockBookings } from '../data/booking.queries.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { inside } from '../testing/inside.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { untilWaiting } from '../testing/locks.ts';
import type { OpenBookings } from '../testing/open-bookings.ts';
import { bookingsAt } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { outcomeOf, wish } from '../testing/wishes.ts';
import { holdTable } from './hold-table.ts';
import { projectVenue } from './project-venue.ts';

const bookingsOn = shareBookings();

/** The venue closes for good, as the projection hears of it. */
const close = ({ scope }: OpenBookings, { data: { venueId: id, ...venue } }: KnownVenue, version = 2) =>
  projectVenue(scope(), { id, ...venue, closed: true }, version);

test.for(platformKinds)(
  'on the %s platform a hold that is made while the change of its venue waits for it is flagged',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const venue = await knownVenue(bookings);
    const { em } = bookings.scope();

    const closing = await em.transactional(async (tx) => {
      await holdTable(inside(tx, bookings).scope(), wish(venue));
      const waiting = { end: close(bookings, venue) };
      await untilWaiting(bookings);
      return waiting;
    });
    await closing.end;

    expect(await bookingsAt(bookings, venue.id)).toMatchObject([{ status: 'HELD', attention: ['VENUE_CLOSED'] }]);
  },
);

test.for(platformKinds)(
  'on the %s platform a hold that comes while its venue is changed waits and goes by what it is then',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await knownVenue(bookings);
    const { em } = bookings.scope();

    const holding = await em.transactional(async (tx) => {
      await close(inside(tx, bookings), venue);
      const waiting = { end: outcomeOf(hold(venue)) };
      await untilWaiting(bookings);
      return waiting;
    });

    expect(await holding.end).toBe('VENUE_CLOSED');
    expect(await bookingsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)(
  'on the %s platform a booking that is called off while the change waits for it is left alone, the next is not',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, cancel } = commandsOn(bookings);
    const venue = await knownVenue(bookings);
    const cancelled = await book(venue);
    await book(venue, { tableIds: venue.tableIds.slice(1) });
    const { em } = bookings.scope();

    const closing = await em.transactional(async (tx) => {
      await commandsOn(inside(tx, bookings)).cancel(cancelled);
      const waiting = { end: close(bookings, venue) };
      await untilWaiting(bookings);
      return waiting;
    });
    await closing.end;

    expect(await bookingsAt(bookings, venue.id)).toMatchObject([
      { status: 'CANCELLED', attention: [] },
      { status: 'CONFIRMED', attention: ['VENUE_CLOSED'] },
    ]);
    expect(await outcomeOf(cancel(cancelled))).toBe('CANCELLED');
  },
);

test.for(platformKinds)(
  'on the %s platform a venue whose first two versions come at once flags what was held in between',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const venue = await knownVenue(bookings);
    await rows(bookings.scope().em, sql`delete from venue_tables where venue_id = ${venue.id}`);
    await rows(bookings.scope().em, sql`delete from venues where id = ${venue.id}`);
    const { venueId: id, ...data } = venue.data;
    const { em } = bookings.scope();

    const closing = await em.transactional(async (tx) => {
      await projectVenue({ ...bookings.scope(), em: tx }, { id, ...data }, 1);
      await holdTable(inside(tx, bookings).scope(), wish(venue));
      const waiting = { end: close(bookings, venue) };
      await untilWaiting(bookings);
      return waiting;
    });
    await closing.end;

    expect(await bookingsAt(bookings, venue.id)).toMatchObject([{ attention: ['VENUE_CLOSED'] }]);
  },
);

test.for(platformKinds)('on the %s platform a change that fails halfway leaves nothing behind', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { book, hold } = commandsOn(bookings);
  const venue = await knownVenue(bookings);
  const booked = await book(venue);
  const { em } = bookings.scope();

  const failing = await em.transactional(async (tx) => {
    await lockBookings(tx, [booked.id]);
    const waiting = { end: close(bookings, venue).catch((error: unknown) => String(error)) };
    await untilWaiting(bookings);
    await rows(
      tx,
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return waiting;
  });

  expect(await failing.end).toMatch(/connection|terminat/i);
  expect(await bookingsAt(bookings, venue.id)).toMatchObject([{ version: 2, attention: [] }]);
  expect(await outcomeOf(hold(venue, { tableIds: venue.tableIds.slice(1) }))).toBe('HELD');
  await close(bookings, venue);
  expect(await bookingsAt(bookings, venue.id)).toMatchObject([
    { version: 3, attention: ['VENUE_CLOSED'] },
    { version: 2, attention: ['VENUE_CLOSED'] },
  ]);
  expect(await faultsAt(bookings, venue.id)).toEqual([]);
});
