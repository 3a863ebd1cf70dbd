import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { lockBookings } from '../data/booking.queries.ts';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { untilWaiting } from '../testing/locks.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { historyOf } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { times } from '../testing/times.ts';
import { outcomesOf } from '../testing/wishes.ts';
import { expireBookings } from './expire-bookings.ts';

const bookingsOn = shareBookings();
const elevenMinutesMs = 11 * 60_000;
const evening = { tables: times(6, () => [1, 4] as const), combinations: [{ tables: times(6, Number), maxParty: 24 }] };

test.for(platformKinds)(
  'on the %s platform heirs of the same lapsed holds, for a table each, do not wait for each other in a circle',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await knownVenue(bookings, evening);
    const all = { tableIds: venue.tableIds, duration: Temporal.Duration.from('PT30M') };
    const lapsed = [];
    for (const time of ['18:00', '17:00', '18:30', '17:30', '19:00'])
      lapsed.push((await hold(venue, { ...all, startsAt: venue.at(time) })).id);
    await bookings.platform.clock.advance(elevenMinutesMs);
    const [, , third = ''] = lapsed.toSorted();
    const long = { startsAt: venue.at('17:00'), duration: Temporal.Duration.from('PT3H') };

    const heirs = await bookings.scope().em.transactional(async (tx) => {
      await lockBookings(tx, [third]);
      const outcomes = outcomesOf(venue.tableIds.map((id) => hold(venue, { tableIds: [id], ...long })));
      await untilWaiting(bookings, venue.tableIds.length);
      await expireBookings(bookings.scope());
      return { outcomes };
    });

    expect(await heirs.outcomes).toEqual({ HELD: venue.tableIds.length });
    const stories = await Promise.all(lapsed.map((id) => historyOf(bookings, id)));
    expect(stories.map((steps) => steps.map(({ to }) => to))).toEqual(lapsed.map(() => ['HELD', 'EXPIRED']));
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
  },
);
