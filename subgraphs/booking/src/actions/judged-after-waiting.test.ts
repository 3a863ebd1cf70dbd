import { type PlatformKind, platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { lockBookings } from '../data/booking.queries.ts';
import { lockTables } from '../data/claims.queries.ts';
import { daily } from '../testing/bookable-venue.ts';
import { commandsOn } from '../testing/commands.ts';
import { inside } from '../testing/inside.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { untilWaiting } from '../testing/locks.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { historyOf } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { inMinutes, outcomeOf } from '../testing/wishes.ts';
import { expireBookings } from './expire-bookings.ts';

const bookingsOn = shareBookings();
const minuteMs = 60_000;
const quarter = Temporal.Duration.from('PT15M');
const neverClosed = { openingHours: daily('00:00–00:00') };

/** A hold that has five of its ten minutes left. */
async function halfOver(kind: PlatformKind) {
  const bookings = await bookingsOn(kind);
  const venue = await knownVenue(bookings);
  const held = await commandsOn(bookings).hold(venue);
  await bookings.platform.clock.advance(5 * minuteMs);
  return { bookings, venue, held };
}

test.for(
  platformKinds.flatMap((kind) => (['confirm', 'extend', 'cancel'] as const).map((command) => ({ kind, command }))),
)(
  'on the $kind platform whoever would $command a hold and has to wait until it has lapsed is too late',
  async ({ kind, command }) => {
    const { bookings, held } = await halfOver(kind);

    const waiting = await bookings.scope().em.transactional(async (tx) => {
      await lockBookings(tx, [held.id]);
      const end = outcomeOf(commandsOn(bookings)[command](held));
      await untilWaiting(bookings);
      await bookings.platform.clock.advance(6 * minuteMs);
      return { end };
    });

    expect(await waiting.end).toBe('HOLD_EXPIRED');
    expect((await historyOf(bookings, held.id)).map(({ to }) => to)).toEqual(['HELD']);
  },
);

test.for(platformKinds)(
  'on the %s platform whoever has to wait for a table until their time is over does not get it any more',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold, book, change } = commandsOn(bookings);
    const [venue, other] = [await knownVenue(bookings, neverClosed), await knownVenue(bookings, neverClosed)];
    const booked = await book(other, { startsAt: inMinutes(bookings, 60) });
    const soon = { startsAt: inMinutes(bookings, 5) };

    const waiting = await bookings.scope().em.transactional(async (tx) => {
      await lockTables(tx, [...venue.tableIds, ...other.tableIds]);
      const ends = [outcomeOf(hold(venue, soon)), outcomeOf(change(booked, soon))];
      await untilWaiting(bookings, 2);
      await bookings.platform.clock.advance(6 * minuteMs);
      return { ends };
    });

    expect(await Promise.all(waiting.ends)).toEqual(['PAST', 'PAST']);
  },
);

test.for(platformKinds)(
  'on the %s platform a hold that is being extended in time keeps its place from whoever sees it lapsed',
  async (kind) => {
    const { bookings, venue, held } = await halfOver(kind);
    const { hold } = commandsOn(bookings);

    const rival = await bookings.scope().em.transactional(async (tx) => {
      await commandsOn(inside(tx, bookings)).extend(held);
      await bookings.platform.clock.advance(6 * minuteMs);
      const end = outcomeOf(hold(venue));
      await untilWaiting(bookings);
      return { end };
    });

    expect(await rival.end).toBe('TABLE_TAKEN');
    expect((await historyOf(bookings, held.id)).map(({ to }) => to)).toEqual(['HELD', 'HELD']);
  },
);

test.for(platformKinds)(
  'on the %s platform the heir of a hold that was confirmed in time has its place from no earlier than it was given up',
  async (kind) => {
    const { bookings, venue, held } = await halfOver(kind);
    const { hold } = commandsOn(bookings);

    const heir = await bookings.scope().em.transactional(async (tx) => {
      const { confirm, cancel } = commandsOn(inside(tx, bookings));
      await confirm(held);
      await bookings.platform.clock.advance(6 * minuteMs);
      const inheriting = hold(venue);
      await untilWaiting(bookings);
      await bookings.platform.clock.advance(minuteMs);
      await cancel(held);
      return { inheriting };
    });

    expect((await heir.inheriting).status).toBe('HELD');
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
  },
);

test.for(platformKinds)(
  'on the %s platform whoever waits for a lapsed hold finds the table as it is by then, with the party that overstays',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold, walkIn } = commandsOn(bookings);
    const venue = await knownVenue(bookings, neverClosed);
    await walkIn(venue, { duration: quarter });
    const held = await hold(venue, { startsAt: inMinutes(bookings, 30) });
    await bookings.platform.clock.advance(16 * minuteMs);

    const waiting = await bookings.scope().em.transactional(async (tx) => {
      await lockBookings(tx, [held.id]);
      const end = outcomeOf(walkIn(venue));
      await untilWaiting(bookings);
      await bookings.platform.clock.advance(minuteMs);
      await expireBookings(inside(tx, bookings).scope());
      return { end };
    });

    expect(await waiting.end).toBe('TABLE_TAKEN');
    expect((await historyOf(bookings, held.id)).map(({ to }) => to)).toEqual(['HELD', 'EXPIRED']);
  },
);
