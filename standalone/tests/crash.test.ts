import { expect, test } from 'vitest';
import { compose } from '../src/compose.ts';
import { cancel, confirm, held, hold, tally } from './fixtures/bookings.ts';
import { startChild } from './fixtures/child.ts';
import { type Client, openClient } from './fixtures/client.ts';
import { platformsHere } from './fixtures/graph.ts';
import { openHome } from './fixtures/home.ts';
import { openPlatform } from './fixtures/place.ts';
import { appendedOf, byBooking, publishedOf, stepsKept, stepsTold, storedOf } from './fixtures/records.ts';
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
    const waiting = (await appendedOf(platform, bookingIds)).filter(({ published }) => !published).map(({ id }) => id);
    const stored = (await storedOf(platform, venue.id)).filter(({ event }) => waiting.includes(event.id));
    await using graph = await compose({ platform, port: 0 });
    const published = await publishedOf(platform, venue.id);

    expect(waiting.length).toBeGreaterThan(0);
    expect(stored.length > 0).toBe(halt !== 'before publishing');
    const kept = await stepsKept(openClient(graph.gateway.url), bookingIds);
    expect(byBooking(stepsTold(published))).toEqual(byBooking(kept));
    expect(tally(kept.map(({ to: name }) => ({ name })))).toEqual({ HELD: 12, CONFIRMED: 12, CANCELLED: 6 });
    const appended = await appendedOf(platform, bookingIds);
    expect(published.map(({ event }) => event.id).toSorted()).toEqual(appended.map(({ id }) => id).toSorted());
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
