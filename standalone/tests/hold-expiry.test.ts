import { afterAll, expect, test } from 'vitest';
import { type Booking, confirm, held, hold, readBooking } from './fixtures/bookings.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { byBooking, publishedOf, stepsKept, stepsTold } from './fixtures/records.ts';
import { type OpenVenue, openVenue } from './fixtures/venue.ts';
import { watch } from './fixtures/watcher.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const minuteMs = 60_000;

test.for(graphs)('a hold that lapses becomes EXPIRED, and its watcher hears it once ($kind)', async (graph) => {
  const venue = await openVenue(graph, 1);
  const { id } = await held(hold(graph, { venueId: venue.id, startsAt: venue.at('19:00') }));
  await using watcher = await watch(graph, { bookingId: id });
  const expiries = () => watcher.changes.filter(({ to }) => to === 'EXPIRED');

  await graph.platform.clock.advance(10 * minuteMs);

  await expect.poll(expiries).toMatchObject([{ version: 2, from: 'HELD', reason: 'HOLD_LAPSED' }]);
  await watcher.settle();
  expect(expiries()).toHaveLength(1);
  expect(await readBooking(graph, id)).toMatchObject({
    status: 'EXPIRED',
    history: [{ to: 'HELD' }, { to: 'EXPIRED', reason: 'HOLD_LAPSED' }],
  });
});

test.for(graphs)('a hold keeps its place for ten minutes and not a moment longer ($kind)', async (graph) => {
  const venue = await openVenue(graph, 1);
  const wish = { venueId: venue.id, startsAt: venue.at('19:00') };
  const { id } = await held(hold(graph, wish));

  await graph.platform.clock.advance(9 * minuteMs);
  const before = await hold(graph, wish);
  await graph.platform.clock.advance(minuteMs);
  const after = await hold(graph, wish);

  expect([before.name, after.name]).toEqual(['TABLE_TAKEN', 'HELD']);
  expect((await readBooking(graph, id)).status).toBe('EXPIRED');
  expect((await confirm(graph, id)).name).toBe('HOLD_EXPIRED');
});

/** How long before the first of a round's holds lapses everybody sets out to confirm; the first and last leave no doubt. */
const leadsMs = [10_000, 300, 150, 80, 40, 20, 10, 0, -1_000];

test.for(graphs)('when a hold lapses while it is confirmed, exactly one of both happens ($kind)', async (graph) => {
  const venue = await openVenue(graph, 12);

  const duels = [];
  for (const [round, leadMs] of leadsMs.entries()) duels.push(...(await fight(graph, venue, round, leadMs)));

  const ids = duels.map(({ booking }) => booking.id);
  const confirmed = duels.filter(({ outcome }) => outcome === 'CONFIRMED').map(({ booking }) => booking.id);
  expect(new Set(duels.map(({ outcome }) => outcome))).toEqual(new Set(['CONFIRMED', 'HOLD_EXPIRED']));
  await expect
    .poll(async () => (await readAll(graph, ids)).flatMap(({ status, id }) => (status === 'HELD' ? [id] : [])))
    .toEqual([]);
  for (const { id, status, history } of await readAll(graph, ids)) {
    expect([id, status]).toEqual([id, confirmed.includes(id) ? 'CONFIRMED' : 'EXPIRED']);
    expect(history.map(({ to }) => to)).toEqual(['HELD', status]);
  }
  const rivals = duels.filter(({ outcome }) => outcome === 'CONFIRMED').map(({ rival }) => rival);
  expect(new Set(rivals)).toEqual(new Set(['TABLE_TAKEN']));
  const told = stepsTold(await publishedOf(graph.platform, venue.id)).filter(({ bookingId }) =>
    ids.includes(bookingId),
  );
  expect(byBooking(told)).toEqual(byBooking(await stepsKept(graph, ids)));
});

interface Duel {
  readonly booking: Booking;
  readonly outcome: string;
  /** What became of somebody else who wanted the place at that moment. */
  readonly rival: string;
}

/** Holds every table, goes close to the end of the first hold, and confirms all of them while rivals want their places. */
async function fight(graph: OpenGraph, venue: OpenVenue, round: number, leadMs: number): Promise<Duel[]> {
  const startsAt = venue.at(`${String(round + 8).padStart(2, '0')}:00`);
  const wishes = venue.tableIds.map((tableId) => ({
    venueId: venue.id,
    tableIds: [tableId],
    startsAt,
    duration: 'PT1H',
  }));
  const bookings = await Promise.all(wishes.map((wish) => held(hold(graph, wish))));
  const { clock } = graph.platform;
  const remainingMs = bookings.map(({ holdExpiresAt }) =>
    clock
      .now()
      .until(holdExpiresAt ?? '')
      .total('milliseconds'),
  );

  await clock.advance(Math.floor(Math.min(...remainingMs)) - leadMs);

  return Promise.all(
    bookings.map(async (booking, index) => {
      const [{ name: outcome }, rival] = await Promise.all([
        confirm(graph, booking.id),
        hold(graph, { venueId: venue.id, startsAt, ...wishes[index] }),
      ]);
      return { booking, outcome, rival: rival.name };
    }),
  );
}

const readAll = (graph: OpenGraph, ids: readonly string[]) => Promise.all(ids.map((id) => readBooking(graph, id)));
