import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { faultsAt } from '../testing/faults.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { conflictsAt } from '../testing/ownership.ts';
import { eventsFor } from '../testing/records.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { sized } from '../testing/size.ts';
import { stepsIn, stepsKept, untimelyAmong } from '../testing/steps.ts';
import { outcomeOf } from '../testing/wishes.ts';
import { expireBookings } from './expire-bookings.ts';

const bookingsOn = shareBookings();

/** How long before a hold's last instant everybody comes running: well before, close by in most rounds, well after. */
const leadsMs = [2_000, ...Array.from({ length: sized(40, 400) }, (_, round) => (round % 20) - 2), -2_000];

/** What may save a hold, and how its story goes on in the end where it does. */
const savings = [
  { command: 'confirm', saved: 'CONFIRMED', story: 'HELD CONFIRMED' },
  { command: 'extend', saved: 'HELD', story: 'HELD HELD EXPIRED' },
  { command: 'cancel', saved: 'CANCELLED', story: 'HELD CANCELLED' },
] as const;

test.for(platformKinds.flatMap((kind) => savings.map((saving) => ({ kind, ...saving }))))(
  'on the $kind platform at its last instant a hold lapses or somebody is in time to $command it, and everybody is told the same',
  { timeout: 120_000 },
  async ({ kind, command, saved, story }) => {
    const bookings = await bookingsOn(kind);
    const { hold, ...commands } = commandsOn(bookings);
    const { clock } = bookings.platform;
    const venue = await knownVenue(bookings, { tables: leadsMs.map(() => [1, 4] as const) });
    const ends = new Map<string, string>();
    const rivals = new Set<string>();

    for (const [round, leadMs] of leadsMs.entries()) {
      const wanted = { tableIds: venue.tableIds.slice(round, round + 1) };
      const { id, createdAt } = await hold(venue, wanted);
      const left = createdAt.add({ minutes: 10 }).since(clock.now());
      await clock.advance(Math.round(left.total('milliseconds')) - leadMs);
      const [outcome, , rival] = await Promise.all([
        outcomeOf(commands[command]({ id })),
        expireBookings(bookings.scope()),
        outcomeOf(hold(venue, wanted)),
      ]);
      ends.set(id, outcome);
      rivals.add(rival);
    }
    await clock.advance(700_000);
    while (await expireBookings(bookings.scope()));

    const kept = await stepsKept(bookings, venue.id);
    const stories = Map.groupBy(kept, ({ bookingId }) => bookingId);
    const events = await eventsFor(bookings, venue.id);
    expect(stepsIn(events)).toEqual(kept);
    expect(untimelyAmong(events)).toEqual([]);
    expect(rivals).toEqual(new Set(['HELD', 'TABLE_TAKEN']));
    expect(new Set(ends.values())).toEqual(new Set([saved, 'HOLD_EXPIRED']));
    expect(await conflictsAt(bookings, venue.id)).toEqual([]);
    expect(await faultsAt(bookings, venue.id)).toEqual([]);
    for (const [id, end] of ends)
      expect(
        stories
          .get(id)
          ?.map(({ to }) => to)
          .join(' '),
      ).toBe(end === saved ? story : 'HELD EXPIRED');
  },
);
