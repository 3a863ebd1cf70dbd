import { afterAll, expect, test } from 'vitest';
import type { AttentionReason } from '../domain/attention.ts';
import { daily, onDay } from '../testing/bookable-venue.ts';
import { changesOn, roomsOf, type VenueUpdate } from '../testing/changing-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import type { KnownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { eventsFor, historyOf } from '../testing/records.ts';
import { acknowledgeAttention } from './acknowledge-attention.ts';

const bookings = await openBookings();
afterAll(() => bookings[Symbol.asyncDispose]());
const commands = commandsOn(bookings);
const { venueWithPair, twoParties, become, attentionsAt } = changesOn(bookings);

test.each<[string, (venue: KnownVenue) => VenueUpdate, AttentionReason[], AttentionReason[]]>([
  ['a table is retired', (venue) => ({ rooms: roomsOf(venue, { tables: 1 }) }), ['TABLE_RETIRED'], ['TABLE_RETIRED']],
  ['a table seats less', (venue) => ({ rooms: roomsOf(venue, { seats: 3 }) }), ['CAPACITY_LOWERED'], []],
  ['tables are joined no more', (venue) => ({ rooms: roomsOf(venue, { combinations: [] }) }), [], ['CAPACITY_LOWERED']],
  ['the evenings are over', () => ({ openingHours: daily('08:00–20:00') }), [], ['HOURS_CHANGED']],
  [
    'that day is special',
    ({ at }) => ({ specialHours: onDay(String(at('00:00').local.toPlainDate())) }),
    ['HOURS_CHANGED'],
    ['HOURS_CHANGED'],
  ],
  ['its clocks were set to another zone', () => ({ timeZone: 'Europe/Lisbon' }), ['HOURS_CHANGED'], ['HOURS_CHANGED']],
  ['the venue has closed', () => ({ closed: true }), ['VENUE_CLOSED'], ['VENUE_CLOSED']],
  [
    'all of this has happened',
    () => ({ closed: true, openingHours: [], rooms: [] }),
    ['TABLE_RETIRED', 'HOURS_CHANGED', 'VENUE_CLOSED'],
    ['TABLE_RETIRED', 'HOURS_CHANGED', 'VENUE_CLOSED'],
  ],
])('when %s, the bookings that it goes against are to be looked at', async (_, change, noon, evening) => {
  const venue = await venueWithPair();
  await twoParties(venue);

  await become(venue, 2, change(venue));

  expect(await attentionsAt(venue)).toEqual([noon, evening]);
  expect(await faultsAt(bookings, venue.id)).toEqual([]);
});

test('history and event say why, and that nobody did it', async () => {
  const venue = await venueWithPair();
  const [held] = await twoParties(venue);

  await become(venue, 2, { closed: true, rooms: [] });

  const step = { version: 2, from: 'HELD', to: 'HELD' };
  const events = (await eventsFor(bookings, venue.id)).filter(({ subject }) => subject === held.id);
  expect((await historyOf(bookings, held.id)).at(-1)).toMatchObject({ ...step, reason: 'TABLE_RETIRED', actor: null });
  expect(events.at(-1)).toMatchObject({
    type: 'booking.attention_changed',
    version: 2,
    data: {
      change: 'ATTENTION',
      from: 'HELD',
      to: 'HELD',
      reason: 'TABLE_RETIRED',
      attention: ['TABLE_RETIRED', 'VENUE_CLOSED'],
    },
  });
});

test('what is right again is to be looked at no more, and the history says so', async () => {
  const venue = await venueWithPair();
  const [, booked] = await twoParties(venue);
  await become(venue, 2, { closed: true, openingHours: [] });

  await become(venue, 3, { openingHours: [] });
  await become(venue, 4, {});

  expect(await attentionsAt(venue)).toEqual([[], []]);
  expect((await historyOf(bookings, booked.id)).map(({ reason }) => reason)).toEqual([
    null,
    null,
    'HOURS_CHANGED',
    'RESOLVED',
    'RESOLVED',
  ]);
});

test('a start that is another time on a corrected clock is to be looked at until the clock or the booking is set right', async () => {
  const venue = await venueWithPair();
  const [, booked] = await twoParties(venue);
  const lisbon = { timeZone: 'Europe/Lisbon' };
  await become(venue, 2, lisbon);
  await become(venue, 3, { ...lisbon, name: 'Zum Segel' });
  expect(await attentionsAt(venue)).toEqual([['HOURS_CHANGED'], ['HOURS_CHANGED']]);

  const larger = await commands.change(booked, { partySize: 7 });
  const moved = await commands.change(booked, { startsAt: venue.at('19:00') });
  await become(venue, 4, { ...lisbon, name: 'Zum Anker' });

  expect(larger.attention).toEqual(['HOURS_CHANGED']);
  expect(moved.startsAt).toEqual(booked.startsAt.add({ hours: 1 }));
  expect(await attentionsAt(venue)).toEqual([['HOURS_CHANGED'], []]);
  await become(venue, 5, {});
  expect(await attentionsAt(venue)).toEqual([[], ['HOURS_CHANGED']]);
});

test('what was seen to does not come back with the next change, and does when it breaks anew', async () => {
  const venue = await venueWithPair();
  const [{ id }] = await twoParties(venue);
  const closed = { closed: true };
  await become(venue, 2, closed);
  await acknowledgeAttention(bookings.scope(), { id, reasons: ['VENUE_CLOSED'] });
  const attentions = [];

  for (const [index, change] of [{ ...closed, name: 'Zum Segel' }, {}, closed].entries()) {
    await become(venue, 3 + index, change);
    attentions.push((await attentionsAt(venue))[0]);
  }

  expect(attentions).toEqual([[], [], ['VENUE_CLOSED']]);
});

test('a booking that is changed to what is possible is to be looked at no more', async () => {
  const venue = await venueWithPair();
  const [, booked] = await twoParties(venue);
  await become(venue, 2, { openingHours: daily('08:00–20:00') });

  const changed = await commands.change(booked, { startsAt: venue.at('18:00') });

  expect(changed.attention).toEqual([]);
  expect(await attentionsAt(venue)).toEqual([[], []]);
  const events = await eventsFor(bookings, venue.id);
  expect(events.findLast(({ subject }) => subject === booked.id)).toMatchObject({
    version: changed.version,
    data: { attention: [] },
  });
});

test('one that is moved while its venue is still known as it was is flagged where it is then', async () => {
  const venue = await venueWithPair();
  const [held] = await twoParties(venue);
  const booked = await commands.confirm(held);
  await commands.change(booked, { tableIds: venue.tableIds.slice(0, 1) });

  await become(venue, 2, { rooms: roomsOf(venue, { tables: 1, combinations: [] }) });

  expect(await attentionsAt(venue)).toEqual([[], ['TABLE_RETIRED']]);
});
