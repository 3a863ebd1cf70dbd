import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { holdTable } from '../actions/hold-table.ts';
import { bookingSubgraph } from '../index.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { claimsAt, eventsFor } from '../testing/records.ts';
import { wish } from '../testing/wishes.ts';

test.for(platformKinds)(
  'on the %s platform a hold that nobody confirms ends by itself, and the world hears of it',
  async (kind) => {
    await using bookings = await openBookings({ kind, workers: bookingSubgraph.workers });
    const venue = await knownVenue(bookings);
    await holdTable(bookings.scope(), wish(venue));

    await bookings.platform.clock.advance(600_000);

    await expect.poll(() => claimsAt(bookings, venue.id)).toEqual([]);
    expect((await eventsFor(bookings, venue.id)).map(({ type }) => type)).toEqual(['booking.held', 'booking.expired']);
  },
);

test.for(platformKinds)('on the %s platform a hold that still runs is left alone', async (kind) => {
  await using bookings = await openBookings({ kind, workers: bookingSubgraph.workers });
  const venue = await knownVenue(bookings);
  const lapsing = await knownVenue(bookings);
  await holdTable(bookings.scope(), wish(lapsing));
  await bookings.platform.clock.advance(300_000);
  await holdTable(bookings.scope(), wish(venue));

  await bookings.platform.clock.advance(300_000);

  await expect.poll(() => claimsAt(bookings, lapsing.id)).toEqual([]);
  expect(await claimsAt(bookings, venue.id)).toHaveLength(1);
});
