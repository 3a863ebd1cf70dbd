import { placeIn, rows, sql, type Stored } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { bookingHeld } from '@constellation/schema';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ask } from '../testing/ask.ts';
import { commandsOn } from '../testing/commands.ts';
import { knownVenue } from '../testing/known-venue.ts';
import type { OpenBookings } from '../testing/open-bookings.ts';
import { shareBookings } from '../testing/share-bookings.ts';
import { times } from '../testing/times.ts';

const bookingsOn = shareBookings();

const seen = z.object({
  bookings: z.object({
    edges: z.array(
      z.object({ node: z.object({ id: z.string(), version: z.int(), eventCursor: z.string().nullable() }) }),
    ),
  }),
});

/** What a client sees of all bookings: each one's version, and the sequence that its cursor leads to. */
async function look(bookings: OpenBookings) {
  const { data } = await ask(bookings, '{ bookings(first: 100) { edges { node { id version eventCursor } } } }');
  return seen
    .parse(data)
    .bookings.edges.map(({ node: { eventCursor, ...booking } }) => ({ ...booking, place: placeIn(eventCursor ?? '') }));
}

/** Everything that the stream has, once nothing waits to be published. */
async function published({ scope, platform: { bus } }: OpenBookings): Promise<Stored[]> {
  const waiting = () => rows(scope().em, sql`select from outbox where sequence is null limit 1`);
  await expect.poll(waiting).toEqual([]);
  const { stream } = bookingHeld;
  const until = await bus.newest(stream);
  return Array.fromAsync(bus.read(stream, { from: 'start', until, signal: AbortSignal.timeout(10_000) }));
}

test.for(platformKinds)(
  'on the %s platform all that changes behind what somebody saw comes behind its cursor, at any time',
  { timeout: 60_000 },
  async (kind) => {
    const bookings = await bookingsOn(kind);
    const { book, change, cancel } = commandsOn(bookings);
    const venue = await knownVenue(bookings, { tables: times(6, () => [1, 4] as const) });
    const done = new AbortController();
    const views: Awaited<ReturnType<typeof look>> = [];
    const looker = (async () => {
      do views.push(...(await look(bookings)));
      while (!done.signal.aborted);
    })();

    await Promise.all(
      venue.tableIds.map(async (tableId) => {
        for (let round = 0; round < 4; round += 1) {
          const booking = await book(venue, { tableIds: [tableId] });
          await change(booking, { partySize: 3 });
          await cancel(booking);
        }
      }),
    );
    done.abort();
    await looker;
    const stored = await published(bookings);

    const missed = views.flatMap(({ id, version, place }) =>
      stored
        .filter(
          ({ event, sequence }) =>
            event.subject === id && event.version > version && place && sequence <= place.sequence,
        )
        .map(({ event }) => event.type),
    );
    expect(missed).toEqual([]);
    expect(views.filter(({ place }) => place).length).toBeGreaterThan(20);
    expect(new Set(views.map(({ place }) => place?.sequence)).size).toBeGreaterThan(3);
  },
);

test.for(platformKinds)('on the %s platform a cursor leads to where the stream is by then', async (kind) => {
  const bookings = await bookingsOn(kind);
  const { book } = commandsOn(bookings);
  const venue = await knownVenue(bookings);
  const booking = await book(venue);
  const newest = (await published(bookings)).at(-1);

  const views = await look(bookings);

  expect(views.find(({ id }) => id === booking.id)?.place).toEqual({
    stream: bookingHeld.stream,
    epoch: newest?.epoch,
    sequence: newest?.sequence,
  });
});
