import { afterAll, expect, test } from 'vitest';
import { cancel, confirm, hold, made, type Outcome, tally } from './fixtures/bookings.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { setPolicy } from './fixtures/policy.ts';
import { type OpenVenue, openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const limit = 7;

async function openPacedVenue(graph: OpenGraph): Promise<OpenVenue> {
  const venue = await openVenue(graph, 100);
  await setPolicy(graph, venue.id, { maxPartiesPerSlot: limit });
  return venue;
}

/** Everybody wants another table, at a time that goes by its place among them. */
const holdEach = (
  graph: OpenGraph,
  { id: venueId, at, tableIds }: OpenVenue,
  time: (index: number) => string,
): Promise<Outcome[]> =>
  Promise.all(
    tableIds.map((tableId, index) => hold(graph, { venueId, tableIds: [tableId], startsAt: at(time(index)) })),
  );

test.for(graphs)(
  'of 100 who hold 100 tables for one slot as many get one as the policy takes ($kind)',
  async (graph) => {
    const venue = await openPacedVenue(graph);

    const outcomes = await holdEach(graph, venue, (index) => `19:${String(index % 15).padStart(2, '0')}`);

    const refusals = outcomes.flatMap(({ errors }) => errors.map(({ path }) => path));
    expect(tally(outcomes)).toEqual({ HELD: limit, PACING: 100 - limit });
    expect(new Set(refusals.map(String))).toEqual(new Set(['input,startsAt']));
  },
);

test.for(graphs)('each of four slots is filled to the limit by 100 who come at once ($kind)', async (graph) => {
  const venue = await openPacedVenue(graph);

  const outcomes = await holdEach(graph, venue, (index) => `19:${String((index % 4) * 15).padStart(2, '0')}`);

  const slots = made(outcomes).map(({ startsAt }) => ({ name: startsAt.slice(11, 16) }));
  expect(tally(outcomes)).toEqual({ HELD: 4 * limit, PACING: 100 - 4 * limit });
  expect(tally(slots)).toEqual({ '19:00': limit, '19:15': limit, '19:30': limit, '19:45': limit });
});

test.for(graphs)(
  'those who cancel make room for as many of those who come at that moment, and no more ($kind)',
  async (graph) => {
    const venue = await openPacedVenue(graph);
    const first = made(await holdEach(graph, venue, () => '19:00'));
    for (const { id } of first.slice(0, 3)) await confirm(graph, id);
    const taken = first.flatMap(({ item }) => item.tableIds);
    const free = venue.tableIds.filter((id) => !taken.includes(id));

    const leaving = Promise.all(first.slice(2, 5).map(({ id }) => cancel(graph, id)));
    const outcomes = await holdEach(graph, { ...venue, tableIds: free.slice(0, 50) }, () => '19:05');
    await leaving;
    const late = await holdEach(graph, { ...venue, tableIds: free.slice(50) }, () => '19:10');

    const { HELD: meanwhile = 0 } = tally(outcomes);
    const { HELD: afterwards = 0 } = tally(late);
    const others = [...outcomes, ...late].filter(({ name }) => name !== 'HELD');
    expect(meanwhile + afterwards).toBe(3);
    expect(new Set(others.map(({ name }) => name))).toEqual(new Set(['PACING']));
  },
);
