import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { instantOf, momentOf } from '../domain/moment.ts';
import { moveTo } from '../testing/clocks.ts';
import { commandsOn } from '../testing/commands.ts';
import { type KnownVenue, knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { type AvailabilityArguments, listAvailability } from './list-availability.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const { hold, book, finish, seat } = commandsOn(bookings);

const dayOf = (venue: KnownVenue) => venue.at('19:00').local.toPlainDate();

const available = (venue: KnownVenue, given: Partial<AvailabilityArguments> = {}) =>
  listAvailability(bookings.scope(), venue.id, { date: dayOf(venue), partySize: 2, ...given });

/** What is told of one start time of the day: which tables are free, by their numbers, and why others are not. */
async function toldAt(venue: KnownVenue, time: string) {
  const instant = venue.at(time).local.toZonedDateTime(venue.data.timeZone).toInstant();
  const slot = (await available(venue))?.find(({ startsAt }) => startsAt === momentOf(instant));
  const numbers = (ids: readonly string[] = []) => ids.map((id) => venue.tableIds.indexOf(id) + 1).join('+');
  return {
    free: slot?.options.map(({ tables }) => numbers(tables.map(({ id }) => id))),
    reasons: slot?.reasons.map(({ code, tableIds, until }) => [code, numbers(tableIds), until && instantOf(until)]),
  };
}

test('a place that is taken is told with the time from which it is free again', async () => {
  const venue = await knownVenue(bookings);
  const first = await book(venue);
  const second = await book(venue, { startsAt: { instant: first.endsAt } });

  expect(await toldAt(venue, '18:45')).toEqual({ free: ['2'], reasons: [['TAKEN', '1', second.endsAt]] });
});

test('a place that is held is told with the time at which it may be had, and then it may', async () => {
  const venue = await knownVenue(bookings);
  const { lapsesAt } = await hold(venue);
  if (!lapsesAt) throw new Error('A hold lapses');

  const before = await toldAt(venue, '19:00');
  await moveTo(bookings, lapsesAt);

  expect(before).toEqual({ free: ['2'], reasons: [['HELD', '1', lapsesAt]] });
  expect(await toldAt(venue, '19:00')).toEqual({ free: ['1', '2'], reasons: [] });
});

test('a place whose party has left early is free', async () => {
  const venue = await knownVenue(bookings);
  const { id, startsAt } = await book(venue);
  await moveTo(bookings, startsAt);
  await seat({ id });

  const before = await toldAt(venue, '19:30');
  await finish({ id });

  expect(before.free).toEqual(['2']);
  expect(await toldAt(venue, '19:30')).toEqual({ free: ['1', '2'], reasons: [] });
});

test('of a venue that is not known nothing is told', async () => {
  const date = Temporal.PlainDate.from('2026-05-01');

  const told = ['the one at the corner', newId()].map((id) =>
    listAvailability(bookings.scope(), id, { date, partySize: 2 }),
  );

  expect(await Promise.all(told)).toEqual([null, null]);
});

const venue = await knownVenue(bookings);
const today = bookings.platform.clock.now().toZonedDateTimeISO(venue.data.timeZone).toPlainDate();

test.each<[what: string, place: string, given: Partial<AvailabilityArguments>]>([
  ['nobody', 'partySize', { partySize: 0 }],
  ['fourteen minutes', 'duration', { duration: Temporal.Duration.from('PT14M') }],
  ['more than a day', 'duration', { duration: Temporal.Duration.from('PT24H1M') }],
  ['a month', 'duration', { duration: Temporal.Duration.from('P1M') }],
  ['a date too far ahead', 'date', { date: today.add({ days: 800 }) }],
])('a query for %s is refused', async (_what, place, given) => {
  await expect(available(venue, given)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', inputPath: [place] });
});
