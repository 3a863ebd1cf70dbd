import { afterAll, expect, test } from 'vitest';
import { daily } from '../testing/bookable-venue.ts';
import { moveTo } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { eventsFor, historyOf, snapshotsFor } from '../testing/records.ts';
import { inMinutes, outcomeOf } from '../testing/wishes.ts';
import { bookingsOfTables } from './list-table-bookings.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { walkIn, book, hold, seat, finish, setPolicy } = commandsOn(bookings);

const openVenue = () => knownVenue(bookings, { openingHours: daily('00:00–00:00'), tables: [[1, 4]] });
const pass = (minutes: number) => bookings.platform.clock.advance(minutes * 60_000);
const finishedAt = async ({ id }: { readonly id: string }) => (await historyOf(bookings, id)).at(-1)?.at;

/** Who has or had the venue's table for some of what a booking has it for. */
async function onTable(
  { tableIds: [tableId = ''] }: KnownVenue,
  during: Record<'startsAt' | 'endsAt', Temporal.Instant>,
) {
  const stretch = { start: during.startsAt, end: during.endsAt };
  const [found] = await bookingsOfTables(bookings.scope(), [{ tableId, during: stretch }]);
  return found?.map(({ id }) => id);
}

test('a stay ends when the party leaves, and the next one on the table does not overlap it', async () => {
  const venue = await openVenue();
  const leaving = await walkIn(venue);
  await pass(20);

  const finished = await finish(leaving);
  const next = await walkIn(venue);

  expect(finished).toMatchObject({ startsAt: leaving.startsAt, endsAt: await finishedAt(leaving) });
  expect(await onTable(venue, next)).toEqual([next.id]);
  expect(await onTable(venue, finished)).toEqual([leaving.id]);
  const [, event] = await eventsFor(bookings, venue.id);
  expect(event).toMatchObject({ type: 'booking.finished', data: { endsAt: String(finished.endsAt) } });
  const [snapshot] = await snapshotsFor(bookings, venue.id);
  expect(snapshot).toMatchObject({ data: { status: 'FINISHED', over: true, endsAt: String(finished.endsAt) } });
});

test('a party that overstays was there until it left', async () => {
  const venue = await openVenue();
  const staying = await walkIn(venue);
  await pass(200);

  const finished = await finish(staying);

  expect(finished.endsAt).toEqual(await finishedAt(staying));
});

test('a stay that nobody ended for days counts as one of a day', async () => {
  const venue = await openVenue();
  const forgotten = await walkIn(venue);
  await pass(3 * 24 * 60);

  expect((await finish(forgotten)).endsAt).toEqual(forgotten.startsAt.add({ hours: 24 }));
});

test('a party that leaves before its time was there since it was seated, and its time is free', async () => {
  const venue = await openVenue();
  const early = await book(venue, { startsAt: inMinutes(bookings, 180) });
  const seated = await seat(early);
  await pass(30);

  const finished = await finish(early);

  expect(finished).toMatchObject({ startsAt: seated.updatedAt, endsAt: await finishedAt(early) });
  expect(await onTable(venue, early)).toEqual([]);
  expect(await outcomeOf(hold(venue, { startsAt: { instant: early.startsAt } }))).toBe('HELD');
});

test('a party that was seated early and leaves after its time was there since then', async () => {
  const venue = await openVenue();
  const early = await book(venue, { startsAt: inMinutes(bookings, 60) });
  await seat(early);
  await moveTo(bookings, early.startsAt.add({ minutes: 1 }));

  expect(await finish(early)).toMatchObject({ startsAt: early.startsAt, endsAt: await finishedAt(early) });
});

test('the place is free at once, and nothing is kept free behind it', async () => {
  const venue = await openVenue();
  await setPolicy(venue, { bufferMinutes: 60 });
  const leaving = await walkIn(venue);
  expect(await outcomeOf(hold(venue, { startsAt: { instant: leaving.endsAt } }))).toBe('TABLE_TAKEN');

  await finish(leaving);

  expect(await outcomeOf(walkIn(venue))).toBe('SEATED');
});

test('finishing twice changes nothing more', async () => {
  const venue = await openVenue();
  const first = await finish(await walkIn(venue));
  await pass(5);

  const second = await finish(first);

  expect([second.version, second.endsAt]).toEqual([first.version, first.endsAt]);
});
