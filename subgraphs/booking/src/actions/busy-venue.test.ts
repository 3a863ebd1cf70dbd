import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue, makeKnown } from '../testing/known-venue.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { times } from '../testing/times.ts';
import { outcomeOf } from '../testing/wishes.ts';

const bookingsOn = shareBookings();

test.for(platformKinds)(
  'on the %s platform a venue that is wanted without a pause can be changed nevertheless, and soon',
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { hold, setPolicy } = commandsOn(bookings);
    const venue = await knownVenue(bookings, { tables: times(60, () => [1, 4] as const) });
    const outcomes: string[] = [];
    const pause = new AbortController();
    const client = async (tableId: string) => {
      while (!pause.signal.aborted) outcomes.push(await outcomeOf(hold(venue, { tableIds: [tableId] })));
    };
    const clients = venue.tableIds.map(client);
    await expect.poll(() => outcomes.length).toBeGreaterThan(100);

    const policy = await setPolicy(venue, { holdMinutes: 20 });
    await makeKnown(bookings, { ...venue.data, closed: true }, 2);

    await expect.poll(() => outcomes.at(-1)).toBe('VENUE_CLOSED');
    pause.abort();
    await Promise.all(clients);
    expect(policy.holdMinutes).toBe(20);
    expect(new Set(outcomes)).toEqual(new Set(['HELD', 'TABLE_TAKEN', 'VENUE_CLOSED']));
  },
);
