import { afterAll, expect, test } from 'vitest';
import { compose } from '../src/compose.ts';
import { cancel, confirm, held, hold } from './fixtures/bookings.ts';
import { startChild } from './fixtures/child.ts';
import { type Client, openClient } from './fixtures/client.ts';
import { platformsHere } from './fixtures/graph.ts';
import { openHome } from './fixtures/home.ts';
import { openPlatform } from './fixtures/place.ts';
import { appendedOf, byBooking, publishedOf, stepsKept, stepsTold, storedOf } from './fixtures/records.ts';
import { openVenue } from './fixtures/venue.ts';

const homes = await Promise.all(platformsHere.map(openHome));
afterAll(() => Promise.all(homes.map((home) => home[Symbol.asyncDispose]())));

const halts = ['before publishing', 'halfway through publishing', 'before noting what it published'] as const;
const cases = homes.flatMap(({ place }) => halts.map((halt) => ({ place, kind: place.kind, halt })));

test.for(cases)(
  'killed $halt, it loses no event, doubles none and keeps their order ($kind)',
  async ({ place, halt }) => {
    await using child = startChild(new URL('fixtures/halting-graph.ts', import.meta.url), {
      args: [JSON.stringify(place)],
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

    await using platform = await openPlatform(place);
    const waiting = (await appendedOf(platform, bookingIds)).filter(({ published }) => !published).map(({ id }) => id);
    const stored = (await storedOf(platform, venue.id)).filter(({ event }) => waiting.includes(event.id));
    await using graph = await compose({ platform, port: 0 });
    const published = await publishedOf(platform, venue.id);

    expect(waiting.length).toBeGreaterThan(0);
    expect(stored.length > 0).toBe(halt !== 'before publishing');
    const kept = await stepsKept(openClient(graph.gateway.url), bookingIds);
    expect(byBooking(stepsTold(published))).toEqual(byBooking(kept));
    expect(kept.map(({ to }) => to).toSorted()).toEqual([
      ...sixOf('CANCELLED'),
      ...twelveOf('CONFIRMED'),
      ...twelveOf('HELD'),
    ]);
    const appended = await appendedOf(platform, bookingIds);
    expect(published.map(({ event }) => event.id).toSorted()).toEqual(appended.map(({ id }) => id).toSorted());
  },
);

const holdAll = async (client: Client, { id: venueId, tableIds, at }: Awaited<ReturnType<typeof openVenue>>) => {
  const bookings = await Promise.all(
    tableIds.map((tableId) => held(hold(client, { venueId, tableIds: [tableId], startsAt: at('19:00') }))),
  );
  return bookings.map(({ id }) => id);
};

async function confirmAllAndCancelHalf(client: Client, bookingIds: readonly string[]) {
  await Promise.all(bookingIds.map((id) => confirm(client, id)));
  await Promise.all(bookingIds.filter((_, index) => index % 2 === 0).map((id) => cancel(client, id)));
}

const sixOf = (status: string) => Array.from({ length: 6 }, () => status);
const twelveOf = (status: string) => [...sixOf(status), ...sixOf(status)];
