import { afterAll, expect, test } from 'vitest';
import { cancel, held, hold, tally } from './fixtures/bookings.ts';
import { openGraphs } from './fixtures/graph.ts';
import { openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const times = <Result>(count: number, make: (index: number) => Result) =>
  Array.from({ length: count }, (_, index) => make(index));

test.for(graphs)(
  'of 200 who hold the same table at once one wins, and a loser gets it when the winner cancels ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 1);
    const wish = { venueId: venue.id, tableIds: venue.tableIds, startsAt: venue.at('19:00') };

    const outcomes = await Promise.all(times(200, () => hold(graph, wish)));

    const [refusal] = outcomes.flatMap(({ errors }) => errors);
    expect(tally(outcomes)).toEqual({ HELD: 1, TABLE_TAKEN: 199 });
    expect(refusal).toMatchObject({ code: 'TABLE_TAKEN', path: ['input', 'tableIds'] });

    for (const { booking } of outcomes) if (booking) await cancel(graph, booking.id);
    expect((await hold(graph, wish)).name).toBe('HELD');
  },
);

test.for(graphs)('stays that touch are held side by side, all at once ($kind)', async (graph) => {
  const venue = await openVenue(graph, 1);
  const starts = ['17:00', '18:30', '20:00', '21:30'].map(venue.at);

  const outcomes = await Promise.all(
    starts.map((startsAt) => hold(graph, { venueId: venue.id, tableIds: venue.tableIds, startsAt, duration: 'PT90M' })),
  );

  expect(tally(outcomes)).toEqual({ HELD: 4 });
});

test.for(graphs)('a stay that overlaps another by a minute is refused, wherever it overlaps ($kind)', async (graph) => {
  const venue = await openVenue(graph, 1);
  const at = (time: string, duration: string) =>
    hold(graph, { venueId: venue.id, tableIds: venue.tableIds, startsAt: venue.at(time), duration });
  await held(at('19:00', 'PT90M'));

  const outcomes = await Promise.all([
    at('17:31', 'PT90M'),
    at('20:29', 'PT90M'),
    at('19:30', 'PT15M'),
    at('18:00', 'PT4H'),
    at('19:00', 'PT90M'),
  ]);

  expect(tally(outcomes)).toEqual({ TABLE_TAKEN: 5 });
});

test.for(graphs)('a hundred who take whatever is free fill ten tables, each once ($kind)', async (graph) => {
  const venue = await openVenue(graph, 10);
  const wish = { venueId: venue.id, startsAt: venue.at('19:00') };

  const outcomes = await Promise.all(times(100, () => hold(graph, wish)));

  const taken = outcomes.flatMap(({ booking }) => booking?.item.tableIds ?? []);
  expect(tally(outcomes)).toEqual({ HELD: 10, TABLE_TAKEN: 90 });
  expect(taken.toSorted()).toEqual(venue.tableIds.toSorted());
});
