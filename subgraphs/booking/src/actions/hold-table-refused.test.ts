import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { nextChange, skippedTime, timeShownTwice } from '../testing/clocks.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { rowCounts } from '../testing/records.ts';
import { endOfTime, wish } from '../testing/wishes.ts';
import { holdTable, type HoldTableInput } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const venue = await knownVenue(bookings, {
  tables: [
    [1, 2],
    [2, 4],
    [2, 4],
  ],
  combinations: [{ tables: [1, 2], maxParty: 8 }],
});
const [small = '', large = ''] = venue.tableIds;

const neverClosed = venue.data.openingHours.map((stretch) => ({ ...stretch, opens: '00:00', closes: '00:00' }));
const openAllDay = await knownVenue(bookings, { openingHours: neverClosed });
const ago = (duration: Temporal.DurationLike) => ({
  venueId: openAllDay.id,
  tableIds: null,
  startsAt: { instant: bookings.platform.clock.now().subtract(duration) },
});

test.each<[what: string, code: string, place: string, given: Partial<HoldTableInput>]>([
  ['a venue nobody has heard of', 'NOT_FOUND', 'venueId', { venueId: newId() }],
  ['a venue by something that is no id', 'NOT_FOUND', 'venueId', { venueId: 'the one at the corner' }],
  ['a venue by its id in capitals', 'NOT_FOUND', 'venueId', { venueId: venue.id.toUpperCase() }],
  ['a table the venue does not have', 'NOT_FOUND', 'tableIds', { tableIds: [newId()] }],
  ['a table by something that is no id', 'NOT_FOUND', 'tableIds', { tableIds: ['by the window'] }],
  ['tables that may not be joined', 'NO_COMBINATION', 'tableIds', { tableIds: [small, large] }],
  ['a list of no tables', 'INVALID_INPUT', 'tableIds', { tableIds: [] }],
  ['one person at a table for two and more', 'PARTY_TOO_SMALL', 'partySize', { tableIds: [large], partySize: 1 }],
  ['three people at a table for two', 'PARTY_TOO_LARGE', 'partySize', { tableIds: [small], partySize: 3 }],
  ['more people than fit anywhere', 'PARTY_TOO_LARGE', 'partySize', { tableIds: null, partySize: 2_147_483_647 }],
  ['nobody', 'INVALID_INPUT', 'partySize', { partySize: 0 }],
  ['fewer than nobody', 'INVALID_INPUT', 'partySize', { partySize: -3 }],
  ['a stay that runs backwards', 'INVALID_INPUT', 'duration', { duration: Temporal.Duration.from('-PT90M') }],
  ['a stay of more than a day', 'INVALID_INPUT', 'duration', { duration: Temporal.Duration.from('PT24H1M') }],
  ['a stay of half minutes', 'INVALID_INPUT', 'duration', { duration: Temporal.Duration.from('PT90M30S') }],
  ['a guest without a name', 'INVALID_INPUT', 'guest.name', { guest: { name: '' } }],
  ['a guest with a name of 10 000 characters', 'INVALID_INPUT', 'guest.name', { guest: { name: 'x'.repeat(10_000) } }],
  [
    'a guest whose note cannot be kept',
    'INVALID_INPUT',
    'guest.note',
    { guest: { name: 'Ada', note: 'walnuts\u0000' } },
  ],
  [
    'a time too far ahead',
    'INVALID_INPUT',
    'startsAt',
    { startsAt: { local: Temporal.PlainDateTime.from('9999-12-31T19:00') } },
  ],
  ['a stay beyond all years', 'INVALID_INPUT', 'startsAt', { ...ago({ hours: 1 }), startsAt: endOfTime }],
  ['a time before the opening', 'CLOSED', 'startsAt', { startsAt: venue.at('07:59') }],
  ['a stay beyond the closing', 'CLOSED', 'startsAt', { startsAt: venue.at('20:31') }],
  ['a time that the clocks skip', 'NONEXISTENT_TIME', 'startsAt', { startsAt: skippedTime(bookings) }],
  ['a time that the clocks show twice', 'AMBIGUOUS_TIME', 'startsAt', { startsAt: timeShownTwice(bookings) }],
  ['a moment ago', 'PAST', 'startsAt', ago({ seconds: 1 })],
  ['a year ago', 'PAST', 'startsAt', ago({ hours: 24 * 365 })],
])('%s is %s, leads to %s and leaves nothing behind', async (_, code, place, given) => {
  const before = await rowCounts(bookings);

  const attempt = holdTable(bookings.scope(), wish(venue, given));

  await expect(attempt).rejects.toMatchObject({ code, inputPath: ['input', ...place.split('.')] });
  expect(await rowCounts(bookings)).toEqual(before);
});

test('a table that is taken is TABLE_TAKEN, names the table and leaves nothing behind', async () => {
  await holdTable(bookings.scope(), wish(venue));
  const before = await rowCounts(bookings);

  const attempt = holdTable(bookings.scope(), wish(venue));

  await expect(attempt).rejects.toMatchObject({
    code: 'TABLE_TAKEN',
    inputPath: ['input', 'tableIds'],
    details: { tableIds: [small] },
  });
  expect(await rowCounts(bookings)).toEqual(before);
});

test('a time that is shown twice can be had by its second instant', async () => {
  const second = nextChange(bookings, 'back').add({ minutes: 30 }).toInstant();
  const given = { tableIds: null, startsAt: { instant: second } };

  const booking = await holdTable(bookings.scope(), wish(openAllDay, given));

  expect(booking.startsAt).toEqual(second);
});
