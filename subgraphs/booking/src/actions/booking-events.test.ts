import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { knownVenue } from '../testing/known-venue.ts';
import { openBookings } from '../testing/open-bookings.ts';
import { eventsFor, historyOf, publishedFor } from '../testing/records.ts';
import { ada, wish } from '../testing/wishes.ts';
import { cancelBooking } from './cancel-booking.ts';
import { confirmBooking } from './confirm-booking.ts';
import { expireBookings } from './expire-bookings.ts';
import { holdTable } from './hold-table.ts';

test.for(platformKinds)(
  'on the %s platform the stream tells of a booking exactly what its history does',
  async (kind) => {
    await using bookings = await openBookings({ kind });
    const venue = await knownVenue(bookings);
    const held = await holdTable(bookings.scope(), wish(venue));
    await confirmBooking(bookings.scope(), held);
    await confirmBooking(bookings.scope(), held);
    await cancelBooking(bookings.scope(), { id: held.id, reason: 'The weather' });
    await cancelBooking(bookings.scope(), held);

    const events = await eventsFor(bookings, venue.id);

    const history = await historyOf(bookings, held.id);
    expect(events.map(({ type }) => type)).toEqual(['booking.held', 'booking.confirmed', 'booking.cancelled']);
    expect(events.map(({ data, version, time }) => ({ from: data.from, to: data.to, version, time }))).toEqual(
      history.map(({ from, to, version, at }) => ({ from, to, version, time: String(at) })),
    );
  },
);

test.for(platformKinds)('on the %s platform an event names the booking, its place and its time', async (kind) => {
  await using bookings = await openBookings({ kind });
  const venue = await knownVenue(bookings);
  const held = await holdTable(bookings.scope(), wish(venue));

  const [stored] = await publishedFor(bookings, venue.id);

  expect(stored?.subject).toBe(`booking.changed.-.${venue.id}.${held.id}`);
  expect(stored?.event).toMatchObject({ source: '/subgraphs/booking', subject: held.id });
  expect(stored?.event.data).toEqual({
    bookingId: held.id,
    venueId: venue.id,
    partnerId: null,
    customerId: null,
    change: 'STATUS',
    from: null,
    to: 'HELD',
    reason: null,
    startsAt: String(held.startsAt),
    endsAt: String(held.endsAt),
    tableIds: held.tableIds,
    partySize: 2,
    attention: [],
    holdExpiresAt: String(held.lapsesAt),
  });
});

test.for(platformKinds)('on the %s platform a hold that lapsed is told of with its reason', async (kind) => {
  await using bookings = await openBookings({ kind });
  const venue = await knownVenue(bookings);
  await holdTable(bookings.scope(), wish(venue));
  await bookings.platform.clock.advance(601_000);
  await expireBookings(bookings.scope());

  const [, expired] = await eventsFor(bookings, venue.id);

  expect(expired).toMatchObject({
    type: 'booking.expired',
    version: 2,
    data: { from: 'HELD', to: 'EXPIRED', reason: 'HOLD_LAPSED', holdExpiresAt: null },
  });
});

test.for(platformKinds)('on the %s platform a refused command tells nobody anything', async (kind) => {
  await using bookings = await openBookings({ kind });
  const venue = await knownVenue(bookings);
  const held = await holdTable(bookings.scope(), wish(venue));
  await holdTable(bookings.scope(), wish(venue)).catch(() => undefined);
  await cancelBooking(bookings.scope(), { id: held.id, reason: 'x'.repeat(2_000) }).catch(() => undefined);

  const events = await eventsFor(bookings, venue.id);

  expect(events.map(({ version }) => version)).toEqual([1]);
});

test.for(platformKinds)('on the %s platform what people wrote is in no event', async (kind) => {
  await using bookings = await openBookings({ kind });
  const venue = await knownVenue(bookings);
  const held = await holdTable(bookings.scope(), wish(venue));
  await cancelBooking(bookings.scope(), { id: held.id, reason: 'Pneumonia' });

  const stored = JSON.stringify(await publishedFor(bookings, venue.id));

  for (const words of [...Object.values(ada), ...ada.name.split(' '), 'Pneumonia']) expect(stored).not.toContain(words);
});
