import { afterAll, expect, test } from 'vitest';
import { cancel, hold, listBookings, made } from './fixtures/bookings.ts';
import { conflictsAmong } from './fixtures/conflicts.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { type OpenVenue, openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

/** Four tables in a row: neighbours may be joined, and so may all of them. */
const inARow = [
  [0, 1],
  [1, 2],
  [2, 3],
  [0, 1, 2, 3],
];

/** All of them in either order, and as many wishes for a single table. */
const wanted = [...inARow, ...inARow.map((places) => places.toReversed())].flatMap((places, index) => [
  places,
  [index % 4],
]);

const hours = ['10:00', '12:00', '14:00', '16:00', '18:00', '20:00'];

/** Everything that is wanted, at each of some times; whoever comes late at one is early at another. */
const holdAll = (graph: OpenGraph, venue: OpenVenue, times: readonly string[], duration: string) =>
  Promise.all(
    wanted.flatMap((places, index) =>
      times
        .map((_, place) => times[(place + index) % times.length] ?? '')
        .map((time) =>
          hold(graph, {
            venueId: venue.id,
            tableIds: places.flatMap((place) => venue.tableIds[place] ?? []),
            startsAt: venue.at(time),
            duration,
          }),
        ),
    ),
  );

test.for(graphs)(
  'whoever wants combinations and single tables at once, each table goes to one of them at every time ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 4, inARow);

    const outcomes = await holdAll(graph, venue, hours, 'PT2H');

    const bookings = made(outcomes);
    expect(new Set(outcomes.map(({ name }) => name))).toEqual(new Set(['HELD', 'TABLE_TAKEN']));
    const taken = Map.groupBy(bookings, ({ startsAt }) => startsAt);
    expect([...taken.keys()].toSorted()).toEqual(hours.map(venue.at));
    for (const there of taken.values())
      expect(there.flatMap(({ item }) => item.tableIds).toSorted()).toEqual(venue.tableIds.toSorted());
  },
);

test.for(graphs)(
  'stays that overlap in every way, with some who leave meanwhile, come to tables with one owner each ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 4, inARow);
    const times = ['18:00', '18:45', '19:30', '20:15'];
    const first = await holdAll(graph, venue, times, 'PT90M');

    const [second, cancelled] = await Promise.all([
      holdAll(graph, venue, times, 'PT1H'),
      Promise.all(made(first).map(({ id }) => cancel(graph, id))),
    ]);

    const remaining = await listBookings(graph, { venueId: venue.id, status: ['HELD'] });
    expect(conflictsAmong(made(first))).toEqual([]);
    expect(conflictsAmong(remaining)).toEqual([]);
    expect(new Set(cancelled.map(({ name }) => name))).toEqual(new Set(['CANCELLED']));
    expect(new Set([...first, ...second].map(({ name }) => name))).toEqual(new Set(['HELD', 'TABLE_TAKEN']));
    expect(remaining.map(({ id }) => id).toSorted()).toEqual(
      made(second)
        .map(({ id }) => id)
        .toSorted(),
    );
  },
);
