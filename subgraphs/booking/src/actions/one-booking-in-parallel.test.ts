import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { daily } from '../testing/bookable-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { bookingsAt } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { stepsKept, wrongAmong } from '../testing/steps.ts';
import { times } from '../testing/times.ts';
import { inMinutes, outcomeOf, outcomesOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();
const rounds = sized(8, 80);
const neverClosed = { openingHours: daily('00:00–00:00') };

test.for(platformKinds)(
  'on the %s platform a booking that is changed and called off at once is called off',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, change, cancel } = commandsOn(bookings);
    const venue = await knownVenue(bookings, neverClosed);
    const [first = '', second = ''] = venue.tableIds;

    for (let round = 0; round < rounds; round += 1) {
      const booking = await book(venue, { tableIds: [first] });

      const [changes, cancelled] = await Promise.all([
        outcomesOf([change(booking, { tableIds: [second] }), change(booking, { startsAt: venue.at('21:00') })]),
        outcomeOf(cancel(booking)),
      ]);

      expect(cancelled).toBe('CANCELLED');
      expect(['CONFIRMED', 'WRONG_STATUS']).toEqual(expect.arrayContaining(Object.keys(changes)));
    }
    const stories = Map.groupBy(await stepsKept(bookings, venue.id), ({ bookingId }) => bookingId);
    expect(new Set((await bookingsAt(bookings, venue.id)).map(({ status }) => status))).toEqual(new Set(['CANCELLED']));
    expect([...stories.values()].flatMap(wrongAmong)).toEqual([]);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)('on the %s platform a party that moves while it is seated sits at one place', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { book, change, seat } = commandsOn(bookings);

  for (let round = 0; round < rounds; round += 1) {
    const venue = await knownVenue(bookings, neverClosed);
    const booking = await book(venue, { startsAt: inMinutes(bookings, 60) });

    const [changed, seated] = await Promise.all([
      outcomeOf(change(booking, { tableIds: venue.tableIds.slice(1) })),
      outcomesOf([seat(booking), seat(booking)]),
    ]);

    expect(seated).toEqual({ SEATED: 2 });
    expect(['CONFIRMED', 'WRONG_STATUS']).toContain(changed);
    expect(await bookingsAt(bookings, venue.id)).toMatchObject([
      { tableIds: [venue.tableIds[Number(changed === 'CONFIRMED')]] },
    ]);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  }
});

test.for(platformKinds)('on the %s platform a party that is late either comes later or did not come', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { book, change, markNoShow } = commandsOn(bookings);
  const venue = await knownVenue(bookings, { ...neverClosed, tables: times(rounds, () => [1, 4] as const) });
  const startsAt = inMinutes(bookings, 5);
  const late = await Promise.all(venue.tableIds.map((id) => book(venue, { tableIds: [id], startsAt })));
  await bookings.platform.clock.advance(25 * 60_000);
  const later = inMinutes(bookings, 30);

  const ends = [];
  for (const booking of late)
    ends.push(await Promise.all([outcomeOf(change(booking, { startsAt: later })), outcomeOf(markNoShow(booking))]));

  const possible = new Set(['CONFIRMED TOO_EARLY', 'WRONG_STATUS NO_SHOW']);
  expect(possible).toEqual(possible.union(new Set(ends.map((end) => end.join(' ')))));
  expect(await faultsAt(bookings, venue.id)).toEqual([]);
  expect(await conflictsAt(bookings, venue.id)).toEqual([]);
});

test.for(platformKinds)(
  'on the %s platform whoever is seated sits there, even if nobody waited any more',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, seat, markNoShow } = commandsOn(bookings);
    const venue = await knownVenue(bookings, { ...neverClosed, tables: times(rounds, () => [1, 4] as const) });
    const startsAt = inMinutes(bookings, 5);
    const late = await Promise.all(venue.tableIds.map((id) => book(venue, { tableIds: [id], startsAt })));
    await bookings.platform.clock.advance(25 * 60_000);

    for (const booking of late) {
      const [seated, missed] = await Promise.all([
        outcomesOf([seat(booking), seat(booking), seat(booking)]),
        outcomeOf(markNoShow(booking)),
      ]);

      expect(seated).toEqual({ SEATED: 3 });
      expect(['NO_SHOW', 'WRONG_STATUS']).toContain(missed);
    }
    const stories = Map.groupBy(await stepsKept(bookings, venue.id), ({ bookingId }) => bookingId);
    expect(new Set((await bookingsAt(bookings, venue.id)).map(({ status }) => status))).toEqual(new Set(['SEATED']));
    expect([...stories.values()].flatMap(wrongAmong)).toEqual([]);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);
