import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue, publish } from '../testing/known-venue.ts';
import { claimsAt } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { times } from '../testing/times.ts';
import { retired } from '../testing/venue-changes.ts';
import { outcomeOf, outcomesOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();

test.for(platformKinds)(
  'on the %s platform of 200 who want the same table at the same time one gets it',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await knownVenue(bookings);

    const outcomes = await outcomesOf(times(200, () => hold(venue)));

    expect(outcomes).toEqual({ HELD: 1, TABLE_TAKEN: 199 });
    expect(await claimsAt(bookings, venue.id)).toHaveLength(1);
  },
);

test.for(platformKinds)('on the %s platform stays that touch do not get in each other’s way', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { hold } = commandsOn(bookings);
  const venue = await knownVenue(bookings);
  const starts = ['08:00', '09:30', '11:00', '12:30', '14:00', '15:30', '17:00', '18:30', '20:00'];

  const outcomes = await outcomesOf(starts.map((time) => hold(venue, { startsAt: venue.at(time) })));

  expect(outcomes).toEqual({ HELD: 9 });
});

test.for(platformKinds)(
  'on the %s platform of stays that overlap in a row no two neighbours are held',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await knownVenue(bookings);
    const starts = times(12, (index) => `${String(8 + index).padStart(2, '0')}:00`);

    const outcomes = await Promise.all(starts.map((time) => outcomeOf(hold(venue, { startsAt: venue.at(time) }))));

    const won = outcomes.flatMap((outcome, index) => (outcome === 'HELD' ? [index] : []));
    expect(new Set(outcomes)).toEqual(new Set(['HELD', 'TABLE_TAKEN']));
    for (const index of won) expect(won).not.toContain(index + 1);
  },
);

test.for(platformKinds)('on the %s platform 30 who take whatever is free fill ten tables, each once', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { hold } = commandsOn(bookings);
  const venue = await knownVenue(bookings, { tables: times(10, () => [1, 4] as const) });

  const outcomes = await outcomesOf(times(30, () => hold(venue, { tableIds: null })));

  expect(outcomes).toEqual({ HELD: 10, TABLE_TAKEN: 20 });
  expect((await claimsAt(bookings, venue.id)).map(({ tableId }) => tableId)).toEqual(venue.tableIds.toSorted());
});

test.for(platformKinds)(
  'on the %s platform a venue that changes all the time takes part in no accident',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await knownVenue(bookings, { tables: times(6, () => [1, 4] as const) });
    const changing = times(20, (index) => publish(bookings, index % 2 ? venue.data : retired(venue.data), index + 2));

    const outcomes = await outcomesOf(
      times(90, (index) => hold(venue, { tableIds: venue.tableIds.slice(index % 6, (index % 6) + 1) })),
    );
    await Promise.all(changing);

    const claims = await claimsAt(bookings, venue.id);
    expect(new Set(Object.keys(outcomes)).difference(new Set(['HELD', 'TABLE_TAKEN', 'NOT_FOUND']))).toEqual(new Set());
    expect(claims).toHaveLength(outcomes['HELD'] ?? 0);
    expect(new Set(claims.map(({ tableId }) => tableId)).size).toBe(claims.length);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);
