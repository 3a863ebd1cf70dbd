import { afterAll, expect, test } from 'vitest';
import { daily } from '../testing/bookable-venue.ts';
import { moveTo } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { eventsFor, historyOf } from '../testing/records.ts';
import { times } from '../testing/times.ts';
import { inMinutes, outcomeOf } from '../testing/wishes.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { walkIn, book, hold, confirm, cancel, seat, finish, setPolicy } = commandsOn(bookings);

const quarter = Temporal.Duration.from('PT15M');
const pass = (minutes: number) => bookings.platform.clock.advance(minutes * 60_000);
const openVenue = (tables = 1) =>
  knownVenue(bookings, { openingHours: daily('00:00–00:00'), tables: times(tables, () => [1, 4] as const) });
const soon = (minutes: number) => ({ startsAt: inMinutes(bookings, minutes), duration: quarter });

test('a party that is seated early has its table from now on, though its time stays as planned', async () => {
  const venue = await openVenue(2);
  const early = await book(venue, { startsAt: inMinutes(bookings, 180) });

  const seated = await seat(early);
  const atTheDoor = await walkIn(venue, { tableIds: null });

  expect(seated).toMatchObject({ status: 'SEATED', startsAt: early.startsAt, endsAt: early.endsAt });
  expect(atTheDoor.tableIds).toEqual(venue.tableIds.slice(1));
  expect(await outcomeOf(hold(venue, soon(60)))).toBe('TABLE_TAKEN');
  expect(await outcomeOf(hold(venue, { startsAt: { instant: early.endsAt } }))).toBe('HELD');
  const [last] = (await eventsFor(bookings, venue.id)).filter(({ type }) => type === 'booking.seated');
  expect(last).toMatchObject({ data: { startsAt: String(early.startsAt), endsAt: String(early.endsAt) } });
});

test.each([
  ['who has the table before its time', async (venue: Venue) => confirm(await hold(venue, soon(60)))],
  ['who only holds it then', (venue: Venue) => hold(venue, soon(60))],
  ['who sits there', (venue: Venue) => walkIn(venue, { duration: quarter })],
])('it waits for somebody %s, and nothing changes', async (_, come) => {
  const venue = await openVenue();
  const early = await book(venue, { startsAt: inMinutes(bookings, 180) });
  const other = await come(venue);

  await expect(seat(early)).rejects.toMatchObject({
    code: 'TABLE_TAKEN',
    inputPath: undefined,
    details: { tableIds: venue.tableIds },
  });
  expect(await historyOf(bookings, early.id)).toHaveLength(2);
  await (other.status === 'SEATED' ? finish(other) : cancel(other));
  expect(await outcomeOf(seat(early))).toBe('SEATED');
});

type Venue = Awaited<ReturnType<typeof openVenue>>;

test('a hold that has lapsed is not in its way and ends', async () => {
  const venue = await openVenue();
  const early = await book(venue, { startsAt: inMinutes(bookings, 180) });
  const lapsed = await hold(venue, soon(60));
  await pass(11);

  expect(await outcomeOf(seat(early))).toBe('SEATED');
  expect((await historyOf(bookings, lapsed.id)).map(({ to }) => to)).toEqual(['HELD', 'EXPIRED']);
});

test('a booking right behind it is in nobody’s way, however long tables are kept free by now', async () => {
  const venue = await openVenue();
  const early = await book(venue, soon(60));
  await book(venue, { startsAt: { instant: early.endsAt } });
  await setPolicy(venue, { bufferMinutes: 60 });

  expect(await outcomeOf(seat(early))).toBe('SEATED');
});

test('two bookings of a table are not both seated, whichever comes first', async () => {
  const venue = await openVenue();
  const first = await book(venue, soon(30));
  const second = await book(venue, { startsAt: { instant: first.endsAt } });

  expect(await outcomeOf(seat(second))).toBe('TABLE_TAKEN');
  await seat(first);
  expect(await outcomeOf(seat(second))).toBe('TABLE_TAKEN');
  await finish(first);
  expect(await outcomeOf(seat(second))).toBe('SEATED');
});

test('a party that comes when its time is over is seated unless somebody else has the table', async () => {
  const venue = await openVenue();
  const late = await book(venue, soon(1));
  const next = await book(venue, { startsAt: { instant: late.endsAt.add({ minutes: 30 }) }, duration: quarter });
  await moveTo(bookings, next.startsAt.add({ minutes: 5 }));

  expect(await outcomeOf(seat(late))).toBe('TABLE_TAKEN');
  await cancel(next);
  expect(await outcomeOf(seat(late))).toBe('SEATED');
  expect(await outcomeOf(walkIn(venue))).toBe('TABLE_TAKEN');
});
