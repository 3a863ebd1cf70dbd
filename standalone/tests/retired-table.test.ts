import { afterAll, expect, test } from 'vitest';
import {
  acknowledge,
  type Booking,
  change,
  confirm,
  held,
  hold,
  listBookings,
  made,
  readBooking,
} from './fixtures/bookings.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { retireRoom, retireTables } from './fixtures/layout.ts';
import { publishedOf, venueKnows } from './fixtures/records.ts';
import { type OpenVenue, openVenue } from './fixtures/venue.ts';
import { watch } from './fixtures/watcher.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

/** Eighty stays of a quarter of an hour side by side. */
const quarters = Array.from({ length: 80 }, (_, index) =>
  Temporal.PlainTime.from('02:00')
    .add({ minutes: 15 * index })
    .toString({ smallestUnit: 'minute' }),
);

/** A venue of three tables whose first is booked, and whose subgraph knows it. */
async function openBookedVenue(graph: OpenGraph): Promise<{ venue: OpenVenue; booked: string; booking: Booking }> {
  const venue = await openVenue(graph, 3);
  const [booked = ''] = venue.tableIds;
  const { id } = await held(hold(graph, { venueId: venue.id, tableIds: [booked], startsAt: venue.at('19:00') }));
  await confirm(graph, id);
  const booking = await readBooking(graph, id);
  await venueKnows(graph.platform, booking);
  return { venue, booked, booking };
}

const attentionAt = (graph: OpenGraph, { id: venueId }: OpenVenue) => listBookings(graph, { venueId, attention: true });

test.for(graphs)('a booked table and its room are retired by nobody who does not insist ($kind)', async (graph) => {
  const { venue, booked, booking } = await openBookedVenue(graph);
  const [, free = ''] = venue.tableIds;

  const outcomes = [await retireTables(graph, venue.roomId, [free, booked]), await retireRoom(graph, venue.roomId)];

  const details = { tableIds: [booked], bookings: 1, until: booking.endsAt };
  const code = 'HAS_FUTURE_BOOKINGS';
  expect(outcomes).toEqual([
    { room: null, errors: [{ code, path: ['input', 'retire', '1'], details }] },
    { room: null, errors: [{ code, path: ['id'], details }] },
  ]);
  const unbooked = await retireTables(graph, venue.roomId, [free]);
  expect(unbooked.room?.tables.map(({ id }) => id)).toEqual(venue.tableIds.filter((id) => id !== free));
  expect(await readBooking(graph, booking.id)).toEqual(booking);
});

test.for(graphs)(
  'a booking whose table is retired all the same is shown to staff until they have seen to it ($kind)',
  async (graph) => {
    const { venue, booked, booking } = await openBookedVenue(graph);
    await using watcher = await watch(graph, { bookingId: booking.id });

    const { room } = await retireTables(graph, venue.roomId, [booked], { force: true });
    await expect.poll(() => attentionAt(graph, venue)).toHaveLength(1);
    const [flagged] = await attentionAt(graph, venue);
    await acknowledge(graph, booking.id, ['VENUE_CLOSED']);
    const seenTo = await acknowledge(graph, booking.id, ['TABLE_RETIRED']);
    const shown = await attentionAt(graph, venue);
    await expect.poll(() => watcher.changes).toHaveLength(2);

    expect(room?.tables.map(({ id }) => id)).not.toContain(booked);
    expect(flagged).toMatchObject({ id: booking.id, status: 'CONFIRMED', version: 3, attention: ['TABLE_RETIRED'] });
    expect(flagged?.item).toEqual(booking.item);
    expect(seenTo.booking).toMatchObject({ status: 'CONFIRMED', version: 4, attention: [] });
    expect(shown).toEqual([]);
    const still = { change: 'ATTENTION', from: 'CONFIRMED', to: 'CONFIRMED' };
    expect(watcher.changes).toMatchObject([
      { ...still, version: 3, reason: 'TABLE_RETIRED' },
      { ...still, version: 4, reason: 'ACKNOWLEDGED' },
    ]);
    const events = (await publishedOf(graph.platform, venue.id)).slice(-2).map(({ event }) => event);
    expect(events).toMatchObject([
      { type: 'booking.attention_changed', data: { ...still, attention: ['TABLE_RETIRED'] } },
      { type: 'booking.attention_changed', data: { ...still, attention: [] } },
    ]);
  },
);

test.for(graphs)('a booking that moves off its retired table needs no attention any more ($kind)', async (graph) => {
  const { venue, booked, booking } = await openBookedVenue(graph);
  await retireTables(graph, venue.roomId, [booked], { force: true });
  await expect.poll(() => attentionAt(graph, venue)).toHaveLength(1);

  const moved = await change(graph, booking.id, { tableIds: venue.tableIds.slice(1, 2) });

  expect(moved.booking).toMatchObject({ attention: [], item: { tableIds: venue.tableIds.slice(1, 2) } });
  expect(await attentionAt(graph, venue)).toEqual([]);
});

test.for(graphs)(
  'whoever holds a table while it is retired is refused, or shown to staff, and nobody is overlooked ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 2);
    const [table = ''] = venue.tableIds;
    const holdAt = (time: string) =>
      hold(graph, { venueId: venue.id, tableIds: [table], startsAt: venue.at(time), duration: 'PT15M' });
    const first = await holdAt('23:00');

    const [before, , after] = await Promise.all([
      Promise.all(quarters.slice(0, 40).map(holdAt)),
      retireTables(graph, venue.roomId, [table], { force: true }),
      Promise.all(quarters.slice(40).map(holdAt)),
    ]);
    await expect.poll(async () => (await holdAt('23:30')).name).toBe('NOT_FOUND');

    const outcomes = [first, ...before, ...after];
    const bookings = await listBookings(graph, { venueId: venue.id, tableId: table, status: ['HELD'] });
    expect(outcomes.filter(({ name }) => name !== 'HELD' && name !== 'NOT_FOUND')).toEqual([]);
    expect(bookings.map(({ id }) => id)).toEqual(expect.arrayContaining(made(outcomes).map(({ id }) => id)));
    expect(bookings.map(({ attention }) => attention)).toEqual(bookings.map(() => ['TABLE_RETIRED']));
    expect(await attentionAt(graph, venue)).toEqual(bookings);
  },
);
