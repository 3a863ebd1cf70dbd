import { afterAll, expect, test } from 'vitest';
import { cancel, confirm, held, hold, readBooking } from './fixtures/bookings.ts';
import { openGraphs } from './fixtures/graph.ts';
import { openVenue } from './fixtures/venue.ts';
import { watch } from './fixtures/watcher.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

test.for(graphs)('a guest finds a venue, holds a table, confirms it and reads how that went ($kind)', async (graph) => {
  const venue = await openVenue(graph, 2);
  const found = await graph.ask(
    'query ($id: ID!) { venue(id: $id) { name timeZone address { city } rooms { tables { id label } } openingHours { opens } } }',
    { id: venue.id },
  );
  const [tableId = ''] = venue.tableIds;

  const { id } = await held(hold(graph, { venueId: venue.id, tableIds: [tableId], startsAt: venue.at('19:00') }));
  const confirmed = await confirm(graph, id);

  expect(found.data).toMatchObject({
    venue: { name: 'The Observatory Arms', timeZone: 'Europe/London', address: { city: 'London' }, rooms: [{}] },
  });
  expect(confirmed.name).toBe('CONFIRMED');
  expect(await readBooking(graph, id)).toMatchObject({
    status: 'CONFIRMED',
    version: 2,
    history: [
      { from: null, to: 'HELD' },
      { from: 'HELD', to: 'CONFIRMED' },
    ],
  });
});

test.for(graphs)(
  'who watches a booking, its venue or all of them hears each change in order, once ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 1);
    const wish = { venueId: venue.id, tableIds: venue.tableIds, startsAt: venue.at('19:00') };
    await using watcher = await watch(graph);
    await using atVenue = await watch(graph, { venueId: venue.id });
    const everywhere = () => watcher.changes.filter(({ venueId }) => venueId === venue.id);

    const { id } = await held(hold(graph, wish));
    await expect.poll(everywhere).toHaveLength(1);
    await using ofBooking = await watch(graph, { bookingId: id });
    await confirm(graph, id);
    await cancel(graph, id);
    await expect.poll(everywhere).toHaveLength(3);
    await held(hold(graph, wish));
    await expect.poll(everywhere).toHaveLength(4);
    await expect.poll(() => atVenue.changes.length).toBe(4);
    await expect.poll(() => ofBooking.changes.length).toBe(2);

    expect(everywhere().map(({ version, from, to }) => [version, from, to])).toEqual([
      [1, null, 'HELD'],
      [2, 'HELD', 'CONFIRMED'],
      [3, 'CONFIRMED', 'CANCELLED'],
      [1, null, 'HELD'],
    ]);
    expect(atVenue.changes).toEqual(everywhere());
    expect(ofBooking.changes).toEqual(everywhere().slice(1, 3));
    expect(new Set(everywhere().map(({ eventId }) => eventId)).size).toBe(4);
  },
);

test.for(graphs)(
  'an event brings along the booking and its venue, and says when what the history does ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 1);
    await using watcher = await watch(graph, { venueId: venue.id });

    const { id, reference } = await held(
      hold(graph, { venueId: venue.id, tableIds: venue.tableIds, startsAt: venue.at('19:00') }),
    );
    await cancel(graph, id);
    await expect.poll(() => watcher.changes.length).toBe(2);

    const { history } = await readBooking(graph, id);
    expect(watcher.changes.map(({ from, to, at }) => ({ from, to, at }))).toEqual(
      history.map(({ from, to, at }) => ({ from, to, at })),
    );
    for (const { booking, venueId } of watcher.changes) {
      expect(venueId).toBe(venue.id);
      expect(booking).toEqual({
        reference,
        item: { partySize: 2 },
        venue: { name: 'The Observatory Arms', timeZone: 'Europe/London' },
      });
    }
  },
);

test.for(graphs)('who watches one venue hears nothing of another ($kind)', async (graph) => {
  const [here, there] = [await openVenue(graph, 1), await openVenue(graph, 1)];
  await using watcher = await watch(graph, { venueId: here.id });

  await held(hold(graph, { venueId: there.id, tableIds: there.tableIds, startsAt: there.at('19:00') }));
  const { id } = await held(hold(graph, { venueId: here.id, tableIds: here.tableIds, startsAt: here.at('19:00') }));
  await expect.poll(() => watcher.changes.length).toBeGreaterThan(0);

  expect(watcher.changes.map(({ bookingId }) => bookingId)).toEqual([id]);
});
