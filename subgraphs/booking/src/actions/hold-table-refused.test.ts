import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { rowCounts } from '../testing/records.ts';
import { wish } from '../testing/wishes.ts';
import { holdTable, type HoldTableInput } from './hold-table.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());

const venue = await knownVenue(bookings, {
  tables: [[1, 2], [2, 4], [2, 4]],
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

/** The next time after which the clocks of Vienna jump forward or back, in that zone. */
function nextChange(towards: 'forward' | 'back'): Temporal.ZonedDateTime {
  const change = bookings.platform.clock.now().toZonedDateTimeISO('Europe/Vienna').getTimeZoneTransition('next');
  if (!change) throw new Error('The clocks of Vienna change no more');
  const isForward = change.offsetNanoseconds > change.subtract({ hours: 1 }).offsetNanoseconds;
  return isForward === (towards === 'forward') ? change : (change.getTimeZoneTransition('next') ?? change);
}

const skipped = nextChange('forward').toPlainDateTime().subtract({ minutes: 30 });
const shownTwice = nextChange('back').toPlainDateTime().add({ minutes: 30 });

test.each<[code: string, place: string, given: Partial<HoldTableInput>]>([
  ['NOT_FOUND', 'venueId', { venueId: newId() }],
  ['NOT_FOUND', 'venueId', { venueId: 'the one at the corner' }],
  ['NOT_FOUND', 'venueId', { venueId: venue.id.toUpperCase() }],
  ['NOT_FOUND', 'tableIds', { tableIds: [newId()] }],
  ['NOT_FOUND', 'tableIds', { tableIds: ['by the window'] }],
  ['NO_COMBINATION', 'tableIds', { tableIds: [small, large] }],
  ['NO_COMBINATION', 'tableIds', { tableIds: [] }],
  ['PARTY_TOO_SMALL', 'partySize', { tableIds: [large], partySize: 1 }],
  ['PARTY_TOO_LARGE', 'partySize', { tableIds: [small], partySize: 3 }],
  ['PARTY_TOO_LARGE', 'partySize', { tableIds: null, partySize: 2_147_483_647 }],
  ['INVALID_INPUT', 'partySize', { partySize: 0 }],
  ['INVALID_INPUT', 'partySize', { partySize: -3 }],
  ['INVALID_INPUT', 'duration', { duration: Temporal.Duration.from('-PT90M') }],
  ['INVALID_INPUT', 'duration', { duration: Temporal.Duration.from('PT24H1M') }],
  ['INVALID_INPUT', 'duration', { duration: Temporal.Duration.from('PT90M30S') }],
  ['INVALID_INPUT', 'guest.name', { guest: { name: '' } }],
  ['INVALID_INPUT', 'guest.name', { guest: { name: 'x'.repeat(10_000) } }],
  ['INVALID_INPUT', 'guest.note', { guest: { name: 'Ada', note: 'walnuts\u0000' } }],
  ['INVALID_INPUT', 'startsAt', { startsAt: { local: Temporal.PlainDateTime.from('9999-12-31T19:00') } }],
  ['CLOSED', 'startsAt', { startsAt: venue.at('07:59') }],
  ['CLOSED', 'startsAt', { startsAt: venue.at('20:31') }],
  ['NONEXISTENT_TIME', 'startsAt', { startsAt: { local: skipped } }],
  ['AMBIGUOUS_TIME', 'startsAt', { startsAt: { local: shownTwice } }],
  ['PAST', 'startsAt', ago({ seconds: 1 })],
  ['PAST', 'startsAt', ago({ hours: 24 * 365 })],
])('%s leads to %s and leaves nothing behind: %j', async (code, place, given) => {
  const before = await rowCounts(bookings);

  const attempt = holdTable(bookings.scope(), wish(venue, given));

  await expect(attempt).rejects.toMatchObject({ code, path: ['input', ...place.split('.')] });
  expect(await rowCounts(bookings)).toEqual(before);
});

test('TABLE_TAKEN leads to tableIds, names the tables and leaves nothing behind', async () => {
  await holdTable(bookings.scope(), wish(venue));
  const before = await rowCounts(bookings);

  const attempt = holdTable(bookings.scope(), wish(venue));

  await expect(attempt).rejects.toMatchObject({
    code: 'TABLE_TAKEN',
    path: ['input', 'tableIds'],
    details: { tableIds: [small] },
  });
  expect(await rowCounts(bookings)).toEqual(before);
});

test('a time that is shown twice can be had by sending one of the instants that the refusal names', async () => {
  const wanted = { venueId: openAllDay.id, tableIds: openAllDay.tableIds.slice(0, 1) };
  const refusal: unknown = await holdTable(bookings.scope(), wish(openAllDay, { startsAt: { local: shownTwice } })).catch(
    (error: unknown) => error,
  );
  const [, later] = [nextChange('back').subtract({ minutes: 30 }), nextChange('back').add({ minutes: 30 })].map((time) => time.toInstant());

  const booking = await holdTable(bookings.scope(), wish(openAllDay, { ...wanted, ...(later && { startsAt: { instant: later } }) }));

  expect(refusal).toMatchObject({ details: { instants: expect.arrayContaining([String(later)]) } });
  expect(booking.startsAt).toEqual(later);
});
