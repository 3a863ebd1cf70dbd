import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { lockTables } from '../data/claims.queries.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { untilWaiting } from '../testing/locks.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { historyOf } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { outcomeOf, outcomesOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();
const fourTables = { tables: times(4, () => [1, 4] as const) };
const rounds = sized(6, 60);

test.for(platformKinds)(
  'on the %s platform one of those who move to a place and those who hold it has it, and nobody is left without one',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, change, hold } = commandsOn(bookings);

    for (let round = 0; round < rounds; round += 1) {
      const venue = await knownVenue(bookings, fourTables);
      const [wanted = '', ...others] = venue.tableIds;
      const movers = await Promise.all(others.map((id) => book(venue, { tableIds: [id] })));

      const [outcomes] = await Promise.all([
        outcomesOf([
          ...movers.map((mover) => change(mover, { tableIds: [wanted] })),
          ...times(4, () => hold(venue, { tableIds: [wanted] })),
        ]),
        outcomesOf(others.map((id) => hold(venue, { tableIds: [id] }))),
      ]);

      expect(outcomes).toMatchObject({ TABLE_TAKEN: 6 });
      expect(await faultsAt(bookings, venue.id)).toEqual([]);
      expect(await conflictsAt(bookings, venue.id)).toEqual([]);
    }
  },
);

test.for(platformKinds)(
  'on the %s platform two who want each other’s place keep their own, whether tables or times',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, change } = commandsOn(bookings);
    const venue = await knownVenue(bookings, { combinations: [{ tables: [0, 1], maxParty: 8 }] });
    const [first = '', second = ''] = venue.tableIds;
    const [early, late] = [venue.at('18:00'), venue.at('19:00')];
    const one = await book(venue, { tableIds: [first], startsAt: early });
    const other = await book(venue, { tableIds: [second], startsAt: early });
    const later = await book(venue, { tableIds: [first], startsAt: venue.at('20:00') });

    for (let round = 0; round < rounds; round += 1) {
      const outcomes = await outcomesOf([
        change(one, { tableIds: [second] }),
        change(other, { tableIds: [first] }),
        change(one, { startsAt: late }),
        change(later, { startsAt: late }),
        change(other, { tableIds: [second, first], partySize: 6 }),
      ]);

      expect(outcomes).toEqual({ TABLE_TAKEN: 5 });
    }
    expect((await historyOf(bookings, one.id)).map(({ to }) => to)).toEqual(['HELD', 'CONFIRMED']);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)('on the %s platform a row that moves up by one place never meets itself', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { book, change, hold } = commandsOn(bookings);

  for (let round = 0; round < rounds; round += 1) {
    const venue = await knownVenue(bookings, fourTables);
    const row = await Promise.all(venue.tableIds.slice(1).map((id) => book(venue, { tableIds: [id] })));
    const [outcomes] = await Promise.all([
      Promise.all(
        row.map((booking, index) => outcomeOf(change(booking, { tableIds: venue.tableIds.slice(index, index + 1) }))),
      ),
      outcomesOf(times(3, () => hold(venue, { tableIds: venue.tableIds.slice(3) }))),
    ]);

    const moved = outcomes.map((outcome) => outcome === 'CONFIRMED');
    expect(moved).toEqual(moved.toSorted((one, other) => Number(other) - Number(one)));
    expect(moved[0]).toBe(true);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
  }
});

test.for(platformKinds)('on the %s platform the old place is kept while the new one is waited for', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { book, change, hold } = commandsOn(bookings);
  const venue = await knownVenue(bookings);
  const [first = '', second = ''] = venue.tableIds;
  const booking = await book(venue, { tableIds: [first] });
  const { em } = bookings.scope();

  const { moving, meanwhile } = await em.transactional(async (tx) => {
    await lockTables(tx, [second]);
    const waiting = change(booking, { tableIds: [second] });
    await untilWaiting(bookings);
    return { moving: waiting, meanwhile: await outcomeOf(hold(venue, { tableIds: [first] })) };
  });

  expect(meanwhile).toBe('TABLE_TAKEN');
  expect((await moving).tableIds).toEqual([second]);
  expect(await outcomeOf(hold(venue, { tableIds: [first] }))).toBe('HELD');
});

test.for(platformKinds)(
  'on the %s platform many changes of one booking are all made, one after another',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, change } = commandsOn(bookings);
    const venue = await knownVenue(bookings, { tables: times(60, () => [1, 4] as const) });
    const booking = await book(venue);

    const outcomes = await outcomesOf(venue.tableIds.slice(1).map((id) => change(booking, { tableIds: [id] })));

    expect(outcomes).toEqual({ CONFIRMED: 59 });
    expect((await historyOf(bookings, booking.id)).map(({ version }) => version)).toEqual(
      times(61, (index) => index + 1),
    );
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)('on the %s platform of many who change the same version one does', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { book, change } = commandsOn(bookings);
  const venue = await knownVenue(bookings, { tables: times(31, () => [1, 4] as const) });
  const { version: expectedVersion, ...booking } = await book(venue);

  const outcomes = await outcomesOf(
    venue.tableIds.slice(1).map((id) => change(booking, { tableIds: [id], expectedVersion })),
  );

  expect(outcomes).toEqual({ CONFIRMED: 1, STALE_VERSION: 29 });
});
