import { deadLetters, retryDeadLetters } from '@constellation/kit';
import { afterAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { hold } from './fixtures/bookings.ts';
import { resultOf } from './fixtures/client.ts';
import { onDatabase } from './fixtures/database.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { type OpenVenue, openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const eventually = { timeout: 30_000, interval: 50 };
const minuteMs = 60_000;

const onBookings = (graph: OpenGraph, text: string) =>
  onDatabase(graph.platform, 'booking', (client) => client.query(text));

/** A venue of this id cannot be projected, whatever it is like. */
const poison = (venueId: string) => `
  create function poison() returns trigger language plpgsql as $$
    begin
      if new.id = '${venueId}' then raise exception 'poisoned'; end if;
      return new;
    end $$;
  create trigger poison before insert or update on venues for each row execute function poison()`;
const mend = 'drop trigger poison on venues; drop function poison()';

const addTable = `mutation ($roomId: ID!) {
  result: updateTableLayout(input: { roomId: $roomId, tables: [{ label: "New", maxParty: 4 }] }) { room { tables { id label } } }
}`;
const ofTables = z.object({ room: z.object({ tables: z.array(z.object({ id: z.string(), label: z.string() })) }) });

/** Another table in the room of a venue. */
async function addedTo(graph: OpenGraph, { roomId }: OpenVenue): Promise<string> {
  const { room } = resultOf(await graph.ask(addTable, { roomId }), ofTables);
  return room.tables.find(({ label }) => label === 'New')?.id ?? '';
}

const holdAt = async (graph: OpenGraph, { id: venueId, at }: OpenVenue, table: string) =>
  (await hold(graph, { venueId, tableIds: [table], startsAt: at('19:00') })).name;

test.for(graphs)(
  'a venue that cannot be projected keeps no other back, ends in the dead letters, and comes back when the cause is mended ($kind)',
  async (graph) => {
    const { bus, clock } = graph.platform;
    const [poisoned, other] = [await openVenue(graph, 1), await openVenue(graph, 1)];
    await onBookings(graph, poison(poisoned.id));

    const tables = [await addedTo(graph, poisoned), await addedTo(graph, other)] as const;
    await expect.poll(() => holdAt(graph, other, tables[1])).toBe('HELD');
    await vi.waitUntil(async () => {
      await clock.advance(minuteMs);
      return (await deadLetters(bus)).length > 0;
    }, eventually);
    const letters = await deadLetters(bus);

    expect(await holdAt(graph, poisoned, tables[0])).toBe('NOT_FOUND');
    expect(letters).toEqual([
      {
        letter: { subject: 'dead.VENUE_STATE.booking-venues', sequence: 1 },
        at: expect.any(Temporal.Instant),
        stream: 'VENUE_STATE',
        durable: 'booking-venues',
        sequence: expect.any(Number),
        eventId: expect.any(String),
        eventSubject: `venue.snapshot.${poisoned.id}`,
        attempts: 10,
        errorCode: 'P0001',
      },
    ]);

    await onBookings(graph, mend);
    const { retried, gone } = await retryDeadLetters(bus, letters);

    expect([retried, gone]).toEqual([letters, []]);
    await expect.poll(() => holdAt(graph, poisoned, tables[0])).toBe('HELD');
    expect(await deadLetters(bus)).toEqual([]);
  },
);
