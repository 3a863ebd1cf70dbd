import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { lockBookings } from '../data/booking.queries.ts';
import { commandsOn } from '../testing/commands.ts';
import { inside } from '../testing/inside.ts';
import { knownVenue, makeKnown } from '../testing/known-venue.ts';
import { untilWaiting } from '../testing/locks.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { stepsKept, wrongAmong } from '../testing/steps.ts';
import { shrunk } from '../testing/venue-changes.ts';
import { outcomeOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();
const elevenMinutesMs = 11 * 60_000;

test.for(platformKinds)(
  'on the %s platform a lapsed hold that staff sees to while its heir waits for it ends after that',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold } = commandsOn(bookings);
    const venue = await knownVenue(bookings);
    const lapsed = await hold(venue, { partySize: 4 });
    await makeKnown(bookings, shrunk(venue.data), 2);
    await bookings.platform.clock.advance(elevenMinutesMs);
    const { em } = bookings.scope();

    const heir = await em.transactional(async (tx) => {
      await lockBookings(tx, [lapsed.id]);
      const waiting = { end: outcomeOf(hold(venue)) };
      await untilWaiting(bookings);
      await commandsOn(inside(tx, bookings)).acknowledge(lapsed);
      return waiting;
    });

    expect(await heir.end).toBe('HELD');
    const story = (await stepsKept(bookings, venue.id)).filter(({ bookingId }) => bookingId === lapsed.id);
    expect(story.map(({ to }) => to)).toEqual(['HELD', 'HELD', 'HELD', 'EXPIRED']);
    expect(wrongAmong(story)).toEqual([]);
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
  },
);
