import { platformKinds } from '@constellation/kit/testing';
import { bookingRequested } from '@constellation/schema';
import { expect, test } from 'vitest';
import { bookingSubgraph } from '../index.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import { type OpenBookings, openBookings } from '../testing/open-bookings.ts';
import { historyOf, publishedFor } from '../testing/records.ts';

const storyOf = async (bookings: OpenBookings, { id }: { readonly id: string }) =>
  (await historyOf(bookings, id)).map(({ to, reason }) => [to, reason]);

test.for(platformKinds)(
  'on the %s platform requests are answered soon after they are made: the first is held, the next rejected',
  async (kind) => {
    await using bookings = await openBookings({ kind, workers: bookingSubgraph.workers });
    const { request } = commandsOn(bookings);
    const venue = await knownVenue(bookings, { tables: [[1, 4]] });

    const first = await request(venue);
    await expect.poll(() => storyOf(bookings, first)).toHaveLength(2);
    const second = await request(venue, { tableIds: null });
    await expect.poll(() => storyOf(bookings, second)).toHaveLength(2);

    expect(await storyOf(bookings, first)).toEqual([
      ['REQUESTED', null],
      ['HELD', null],
    ]);
    expect(await storyOf(bookings, second)).toEqual([
      ['REQUESTED', null],
      ['REJECTED', 'TABLE_TAKEN'],
    ]);
  },
);

test.for(platformKinds)('on the %s platform an event that comes again is harmless', async (kind) => {
  await using bookings = await openBookings({ kind, workers: bookingSubgraph.workers });
  const { request } = commandsOn(bookings);
  const venue = await knownVenue(bookings);
  const booking = await request(venue);
  await expect.poll(() => storyOf(bookings, booking)).toHaveLength(2);
  const [requested] = await publishedFor(bookings, venue.id);
  if (!requested) throw new Error('The request was not told of');

  const { subject, event } = requested;
  await bookings.platform.bus.publish(bookingRequested.stream, [{ subject, event }]);
  const next = await request(venue, { startsAt: venue.at('12:00') });
  await expect.poll(() => storyOf(bookings, next)).toHaveLength(2);

  expect(await storyOf(bookings, booking)).toHaveLength(2);
});
