import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { seed } from '../src/demo/seed.ts';
import { cancel, hold, tally } from './fixtures/bookings.ts';
import { type Client, resultOf } from './fixtures/client.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';

const { graphs, close } = await openGraphs({ prepare: seed });
afterAll(close);

const venue = z.object({
  id: z.string(),
  kind: z.string(),
  timeZone: z.string(),
  address: z.object({ city: z.string() }),
  openingHours: z.array(z.object({ weekday: z.string(), opens: z.string(), closes: z.string() })),
  rooms: z.array(
    z.object({
      tables: z.array(z.object({ id: z.string() })),
      combinations: z.array(z.object({ maxParty: z.int(), tables: z.array(z.object({ id: z.string() })) })),
    }),
  ),
});
type Venue = z.infer<typeof venue>;

const query = `{
  result: venues(first: 20) {
    edges {
      node {
        id kind timeZone address { city } openingHours { weekday opens closes }
        rooms { tables { id } combinations { maxParty tables { id } } }
      }
    }
  }
}`;

async function readVenues(client: Client): Promise<Venue[]> {
  const page = z.object({ edges: z.array(z.object({ node: venue })) });
  return resultOf(await client.ask(query), page).edges.map(({ node }) => node);
}

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** A day that is neither today nor tomorrow, wherever on earth. */
function comingDay({ platform }: OpenGraph, weekday: string): Temporal.PlainDate {
  const day = platform.clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: 3 });
  return day.add({ days: (weekdays.indexOf(weekday) + 8 - day.dayOfWeek) % 7 });
}

test.for(graphs)(
  'there are venues of five kinds in five cities and five zones, all with tables and hours ($kind)',
  async (graph) => {
    const venues = await readVenues(graph);

    for (const property of [
      venues.map(({ kind }) => kind),
      venues.map(({ timeZone }) => timeZone),
      venues.map(({ address }) => address.city),
    ]) {
      expect(new Set(property).size).toBeGreaterThanOrEqual(5);
    }
    for (const { openingHours, rooms } of venues) {
      expect(openingHours.length).toBeGreaterThan(0);
      expect(rooms.flatMap(({ tables }) => tables).length).toBeGreaterThan(0);
    }
  },
);

test.for(graphs)(
  'every venue takes a booking in the opening hours that it tells, on its own clock ($kind)',
  async (graph) => {
    const venues = await readVenues(graph);

    const outcomes = await Promise.all(
      venues.map(({ id: venueId, openingHours: [first] }) =>
        hold(graph, {
          venueId,
          startsAt: `${comingDay(graph, first?.weekday ?? '').toString()}T${first?.opens}`,
          duration: 'PT1H',
        }),
      ),
    );

    expect(tally(outcomes)).toEqual({ HELD: venues.length });
  },
);

test.for(graphs)(
  'where a night ends on the next day, one in the morning belongs to the evening before ($kind)',
  async (graph) => {
    const nights = (await readVenues(graph)).flatMap(({ id: venueId, openingHours }) =>
      openingHours
        .filter(({ opens, closes }) => closes < opens && closes >= '02:00')
        .map(({ weekday, closes }) => ({
          venueId,
          closes,
          morning: comingDay(graph, weekday).add({ days: 1 }).toString(),
        })),
    );
    const holdAll = (time: (closes: string) => string) =>
      Promise.all(
        nights.map(({ venueId, closes, morning }) =>
          hold(graph, { venueId, startsAt: `${morning}T${time(closes)}`, duration: 'PT1H' }),
        ),
      );

    const atOne = await holdAll(() => '01:00');
    const afterwards = await holdAll((closes) => closes);

    expect(nights.length).toBeGreaterThan(0);
    expect(tally(atOne)).toEqual({ HELD: nights.length });
    expect(tally(afterwards)).toEqual({ CLOSED: nights.length });
  },
);

test.for(graphs)('tables that may be joined are held together, named or not ($kind)', async (graph) => {
  const sets = (await readVenues(graph)).flatMap(({ id: venueId, openingHours: [first], rooms }) =>
    rooms.flatMap(({ combinations }) =>
      combinations.map(({ maxParty: partySize, tables }, week) => ({
        wish: {
          venueId,
          partySize,
          startsAt: `${comingDay(graph, first?.weekday ?? '')
            .add({ weeks: week + 1 })
            .toString()}T${first?.opens}`,
        },
        tableIds: tables.map(({ id }) => id),
      })),
    ),
  );

  const named = await Promise.all(sets.map(({ wish, tableIds }) => hold(graph, { ...wish, tableIds })));
  for (const { booking } of named) if (booking) await cancel(graph, booking.id);
  const chosen = await Promise.all(sets.map(({ wish }) => hold(graph, wish)));

  expect(sets.length).toBeGreaterThan(0);
  expect(named.map(({ booking }) => booking?.item.tableIds.toSorted())).toEqual(
    sets.map(({ tableIds }) => tableIds.toSorted()),
  );
  expect(tally(chosen)).toEqual({ HELD: sets.length });
});
