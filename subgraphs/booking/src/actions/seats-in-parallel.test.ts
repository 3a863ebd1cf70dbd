import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { lockTables } from '../data/claims.queries.ts';
import { daily } from '../testing/bookable-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { untilWaiting } from '../testing/locks.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { bookingsAt } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { times } from '../testing/times.ts';
import { inMinutes, outcomeOf, outcomesOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();
const rounds = sized(6, 60);
const neverClosed = { openingHours: daily('00:00–00:00') };

test.for(platformKinds)(
  'on the %s platform the table of a party that leaves is had by one of those who want it',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, seat, finish, hold, walkIn } = commandsOn(bookings);

    for (let round = 0; round < rounds; round += 1) {
      const venue = await knownVenue(bookings, neverClosed);
      const booking = await book(venue, { startsAt: inMinutes(bookings, 5) });
      await seat(booking);

      const [finished, { TABLE_TAKEN: lost = 0, ...others }] = await Promise.all([
        outcomeOf(finish(booking)),
        outcomesOf([
          ...times(4, () => walkIn(venue)),
          ...times(4, (index) => hold(venue, { startsAt: inMinutes(bookings, 1 + index) })),
        ]),
      ]);

      expect(finished).toBe('FINISHED');
      expect([7, 8]).toContain(lost);
      expect(Object.values(others)).toEqual(times(8 - lost, () => 1));
      expect(await outcomeOf(walkIn(venue))).toBe(lost === 8 ? 'SEATED' : 'TABLE_TAKEN');
      expect(await faultsAt(bookings, venue.id)).toEqual([]);
      expect(await conflictsAt(bookings, venue.id)).toEqual([]);
    }
  },
);

test.for(platformKinds)(
  'on the %s platform a party at the door has a table from the moment it got it, not from when it asked',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, seat, finish, walkIn } = commandsOn(bookings);
    const venue = await knownVenue(bookings, neverClosed);
    const leaving = await book(venue, { startsAt: inMinutes(bookings, 5) });
    await seat(leaving);
    const { em } = bookings.scope();

    const coming = await em.transactional(async (tx) => {
      await lockTables(tx, venue.tableIds);
      const waiting = walkIn(venue);
      await untilWaiting(bookings);
      await finish(leaving);
      return { waiting };
    });

    expect(await outcomeOf(coming.waiting)).toBe('SEATED');
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)(
  'on the %s platform a party that comes after all has its table or somebody else does',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, seat, markNoShow, hold, walkIn } = commandsOn(bookings);
    const venue = await knownVenue(bookings, { ...neverClosed, tables: times(rounds, () => [1, 4] as const) });
    const startsAt = inMinutes(bookings, 5);
    const missed = await Promise.all(venue.tableIds.map((id) => book(venue, { tableIds: [id], startsAt })));
    await bookings.platform.clock.advance(25 * 60_000);
    await Promise.all(missed.map(markNoShow));

    for (const { id, tableIds } of missed) {
      const [seated, rivals] = await Promise.all([
        outcomeOf(seat({ id })),
        outcomesOf([
          walkIn(venue, { tableIds }),
          hold(venue, { tableIds, startsAt: inMinutes(bookings, 10) }),
          walkIn(venue, { tableIds }),
        ]),
      ]);

      expect(['SEATED', 'TABLE_TAKEN']).toContain(seated);
      expect(rivals).toMatchObject({ TABLE_TAKEN: seated === 'SEATED' ? 3 : 2 });
    }
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)(
  'on the %s platform one of those who want the table of a party that leaves sits there',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, seat, finish, walkIn } = commandsOn(bookings);
    const duration = Temporal.Duration.from('PT15M');

    for (let round = 0; round < rounds; round += 1) {
      const venue = await knownVenue(bookings, { ...neverClosed, tables: [[1, 4]] });
      const overstaying = await walkIn(venue, { duration });
      const late = await book(venue, { startsAt: inMinutes(bookings, 20), duration });
      const early = await book(venue, { startsAt: inMinutes(bookings, 120), duration });
      await bookings.platform.clock.advance(40 * 60_000);

      const [left, outcomes] = await Promise.all([
        outcomeOf(finish(overstaying)),
        outcomesOf([early, late, early, late].map(seat).concat(walkIn(venue, { duration }))),
      ]);

      const { SEATED: seated = 0, TABLE_TAKEN: lost = 0 } = outcomes;
      const sitting = (await bookingsAt(bookings, venue.id)).filter(({ status }) => status === 'SEATED');
      expect([left, seated + lost]).toEqual(['FINISHED', 5]);
      expect(sitting).toHaveLength(seated > 0 ? 1 : 0);
      expect(await outcomeOf(walkIn(venue, { duration }))).toBe(seated > 0 ? 'TABLE_TAKEN' : 'SEATED');
      expect(await faultsAt(bookings, venue.id)).toEqual([]);
      expect(await conflictsAt(bookings, venue.id)).toEqual([]);
    }
  },
);

test.for(platformKinds)(
  'on the %s platform a party that is seated early or whoever comes before its time has the table',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, seat, hold, walkIn } = commandsOn(bookings);
    const duration = Temporal.Duration.from('PT15M');
    const venue = await knownVenue(bookings, { ...neverClosed, tables: times(rounds, () => [1, 4] as const) });
    const startsAt = inMinutes(bookings, 60);
    const planned = await Promise.all(venue.tableIds.map((id) => book(venue, { tableIds: [id], startsAt })));

    for (const { id, tableIds } of planned) {
      const [seated, rivals] = await Promise.all([
        outcomeOf(seat({ id })),
        outcomesOf([
          walkIn(venue, { tableIds, duration }),
          hold(venue, { tableIds, startsAt: inMinutes(bookings, 5), duration }),
          hold(venue, { tableIds, startsAt: inMinutes(bookings, 30), duration }),
        ]),
      ]);

      expect(['SEATED', 'TABLE_TAKEN']).toContain(seated);
      expect(rivals['TABLE_TAKEN'] ?? 0).toBe(seated === 'SEATED' ? 3 : 1);
    }
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
  },
);
