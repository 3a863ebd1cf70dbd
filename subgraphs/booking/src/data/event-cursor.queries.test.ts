import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { findBooking } from './booking.queries.ts';
import { placesBehind } from './event-cursor.queries.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const { book, hold, change } = commandsOn(bookings);
const venue = await knownVenue(bookings);

async function allPublished(): Promise<void> {
  const waiting = () => rows(bookings.scope().em, sql`select from outbox where sequence is null limit 1`);
  await expect.poll(waiting).toEqual([]);
}

test('what was seen before the latest change begins behind the change that was seen', async () => {
  const held = await hold(venue);
  await allPublished();
  const before = await findBooking(bookings.scope().em, { id: held.id });
  const seen = before ? [before] : [];
  const [ownEvent] = await rows(
    bookings.scope().em,
    sql<{ sequence: string }>`select sequence from outbox where aggregate = ${held.id} and stream = 'BOOKING'`,
  );
  await book(venue, { tableIds: venue.tableIds.slice(1) });
  await allPublished();

  const [current] = await placesBehind(bookings.scope().em, seen);
  await commandsOn(bookings).confirm(held);
  await change(held, { partySize: 3 });
  await allPublished();
  const [outdated] = await placesBehind(bookings.scope().em, seen);

  expect(current?.sequence).toBeGreaterThan(Number(ownEvent?.sequence));
  expect(outdated?.sequence).toBe(Number(ownEvent?.sequence));
});

test('each gets its own answer, however often it is asked for', async () => {
  const held = await hold(venue, { startsAt: venue.at('12:00') });
  await allPublished();
  const nobody = { ...held, id: venue.id };

  const [first, unknown, again] = await placesBehind(bookings.scope().em, [held, nobody, held]);

  expect(first?.sequence).toBeGreaterThan(0);
  expect(again).toEqual(first);
  expect(unknown).toBeUndefined();
});
