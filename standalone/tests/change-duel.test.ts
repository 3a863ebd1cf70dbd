import { afterAll, expect, test } from 'vitest';
import {
  type Booking,
  change,
  confirm,
  held,
  hold,
  listBookings,
  made,
  type Outcome,
  tally,
} from './fixtures/bookings.ts';
import { conflictsAmong } from './fixtures/conflicts.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { type OpenVenue, openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const hours = Array.from({ length: 12 }, (_, hour) => `${String(hour + 8).padStart(2, '0')}:00`);

/** Somebody wants a table for an hour. */
const holdAt = (graph: OpenGraph, { id: venueId, tableIds, at }: OpenVenue, table: number, hour: string) =>
  hold(graph, { venueId, tableIds: tableIds.slice(table, table + 1), startsAt: at(hour), duration: 'PT1H' });

/** One confirmed booking of a table for each hour. */
const bookEach = (graph: OpenGraph, venue: OpenVenue, table: number): Promise<Booking[]> =>
  Promise.all(
    hours.map(async (hour) => {
      const { id } = await held(holdAt(graph, venue, table, hour));
      return held(confirm(graph, id));
    }),
  );

test.for(graphs)(
  'of a booking that moves and those who want its new table one gets it, and its old table once it is left ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 2);
    const booked = await bookEach(graph, venue, 0);

    const duels = await Promise.all(booked.map((booking, index) => fight(graph, venue, booking, index)));
    const heirs = await Promise.all(hours.map((hour) => holdAt(graph, venue, 0, hour)));

    const bookings = await listBookings(graph, { venueId: venue.id, status: ['HELD', 'CONFIRMED'] });
    expect(new Set(duels.map(({ moved }) => moved.name))).toEqual(new Set(['CONFIRMED', 'TABLE_TAKEN']));
    expect(duels.map(({ moved, rivals }) => made([moved, ...rivals]).length)).toEqual(duels.map(() => 1));
    expect(duels.flatMap(tooEarly)).toEqual([]);
    const losers = duels.flatMap(({ moved, booking }) => (moved.booking ? [] : booking));
    expect(bookings).toEqual(expect.arrayContaining(losers));
    expect(made(heirs).length + duels.flatMap(({ waiting }) => made(waiting)).length).toBe(
      hours.length - losers.length,
    );
    expect([bookings.length, conflictsAmong(bookings)]).toEqual([2 * hours.length, []]);
  },
);

interface Duel {
  readonly booking: Booking;
  readonly moved: Outcome;
  /** Those who want its new table. */
  readonly rivals: readonly Outcome[];
  /** Those who want its old one. */
  readonly waiting: readonly Outcome[];
}

/** A booking moves to the other table while others want either; the first is all alone before them, the last behind. */
async function fight(graph: OpenGraph, venue: OpenVenue, booking: Booking, index: number): Promise<Duel> {
  const hour = hours[index] ?? '';
  const want = (table: number, count: number) =>
    Promise.all(Array.from({ length: count }, () => holdAt(graph, venue, table, hour)));
  const early = want(1, index % 4);
  if (index === hours.length - 1) await early;
  const waiting = want(0, 3);
  const moving = change(graph, booking.id, { tableIds: venue.tableIds.slice(1) });
  if (index === 0) await moving;
  const late = want(1, 4);
  return { booking, moved: await moving, rivals: [...(await early), ...(await late)], waiting: await waiting };
}

/** Who got the old table before the booking had the new one. */
const tooEarly = ({ moved, waiting }: Duel): Booking[] =>
  made(waiting).filter(({ history: [first] }) => {
    const movedAt = moved.booking?.history.at(-1)?.at ?? '9999-12-31T00:00:00Z';
    return Temporal.Instant.compare(first?.at ?? '', movedAt) < 0;
  });

test.for(graphs)(
  'of bookings that move to one place one moves, the others stay where they are ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 2);
    const booked = await bookEach(graph, venue, 0);

    const outcomes = await Promise.all(
      booked.map(({ id }) => change(graph, id, { tableIds: venue.tableIds.slice(1), startsAt: venue.at('22:00') })),
    );

    const [winner] = made(outcomes);
    const bookings = await listBookings(graph, { venueId: venue.id, status: ['CONFIRMED'] });
    const heirs = await Promise.all(hours.map((hour) => holdAt(graph, venue, 0, hour)));
    expect(tally(outcomes)).toEqual({ CONFIRMED: 1, TABLE_TAKEN: hours.length - 1 });
    expect(bookings).toEqual([...booked.filter(({ id }) => id !== winner?.id), winner]);
    expect(tally(heirs)).toEqual({ HELD: 1, TABLE_TAKEN: hours.length - 1 });
  },
);

test.for(graphs)(
  'two who want each other’s place are both refused, however many pairs there are ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 2);
    const booked = [...(await bookEach(graph, venue, 0)), ...(await bookEach(graph, venue, 1))];

    const outcomes = await Promise.all(
      booked.map(({ id, item }) =>
        change(graph, id, { tableIds: venue.tableIds.filter((tableId) => !item.tableIds.includes(tableId)) }),
      ),
    );

    expect(tally(outcomes)).toEqual({ TABLE_TAKEN: 2 * hours.length });
    expect(await listBookings(graph, { venueId: venue.id })).toEqual(expect.arrayContaining(booked));
  },
);
