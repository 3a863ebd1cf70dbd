import type { Stored } from '@constellation/kit';
import { expect, test } from 'vitest';
import { compose } from '../src/compose.ts';
import { cancel, confirm, held, hold, tally } from './fixtures/bookings.ts';
import { startChild } from './fixtures/child.ts';
import { type Client, openClient } from './fixtures/client.ts';
import { platformsHere } from './fixtures/graph.ts';
import { openHome } from './fixtures/home.ts';
import { type Appended, appendedIn, newestIn, streams } from './fixtures/outbox.ts';
import { type Picture, picturesIn, picturesOf } from './fixtures/pictures.ts';
import { openPlatform } from './fixtures/place.ts';
import { byBooking, publishedOf, stepsKept, stepsTold, storedOf } from './fixtures/records.ts';
import { type OpenVenue, openVenue } from './fixtures/venue.ts';

const halts = ['before publishing', 'halfway through publishing', 'before noting what it published'] as const;
const cases = platformsHere.flatMap((kind) => halts.map((halt) => ({ kind, halt })));

test.for(cases)(
  'killed $halt, it loses no event, doubles none and keeps their order ($kind)',
  async ({ kind, halt }) => {
    await using home = await openHome(kind);
    await using child = startChild(new URL('fixtures/halting-graph.ts', import.meta.url), {
      args: [JSON.stringify(home.place)],
    });
    const client = openClient(await child.url);
    const venue = await openVenue(client, 12);
    const bookingIds = await holdAll(client, venue);
    child.send('outage');
    await confirmAllAndCancelHalf(client, bookingIds);
    const halted = child.heard('halted');
    child.send(halt);
    await halted;
    child.kill('SIGKILL');
    await child.end;

    await using platform = await openPlatform(home.place);
    const waiting = new Set((await appendedIn(platform)).filter(({ published }) => !published).map(({ id }) => id));
    const stored = [
      ...(await storedOf(platform, venue.id, streams.events)),
      ...(await storedOf(platform, venue.id, streams.snapshots)),
    ];
    await using graph = await compose({ platform, port: 0 });
    const events = await publishedOf(platform, venue.id, streams.events);
    const snapshots = await publishedOf(platform, venue.id, streams.snapshots);

    expect(waiting.size).toBeGreaterThan(0);
    expect(stored.some(({ event }) => waiting.has(event.id))).toBe(halt !== 'before publishing');
    const reader = openClient(graph.gateway.url);
    const kept = await stepsKept(reader, bookingIds);
    expect(byBooking(stepsTold(events))).toEqual(byBooking(kept));
    expect(tally(kept.map(({ to: name }) => ({ name })))).toEqual({ HELD: 12, CONFIRMED: 12, CANCELLED: 6 });
    expect(byId(picturesIn(snapshots))).toEqual(byId(await picturesOf(reader, bookingIds)));
    const appended = await appendedIn(platform);
    expect(idsOf(events)).toEqual(idsIn(appended, streams.events));
    expect(idsOf(snapshots)).toEqual(idsIn(newestIn(appended), streams.snapshots));
  },
);

async function holdAll(client: Client, { id: venueId, tableIds, at }: OpenVenue): Promise<string[]> {
  const bookings = await Promise.all(
    tableIds.map((tableId) => held(hold(client, { venueId, tableIds: [tableId], startsAt: at('19:00') }))),
  );
  return bookings.map(({ id }) => id);
}

async function confirmAllAndCancelHalf(client: Client, bookingIds: readonly string[]) {
  await Promise.all(bookingIds.map((id) => confirm(client, id)));
  await Promise.all(bookingIds.filter((_, index) => index % 2 === 0).map((id) => cancel(client, id)));
}

const byId = (pictures: readonly Picture[]) => pictures.toSorted((one, other) => one.id.localeCompare(other.id));

const idsOf = (published: readonly Stored[]) => published.map(({ event }) => event.id).toSorted();

const idsIn = (appended: readonly Appended[], wanted: string) =>
  appended.flatMap(({ id, stream }) => (stream === wanted ? [id] : [])).toSorted();
