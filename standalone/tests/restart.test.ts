import { afterAll, expect, test } from 'vitest';
import { confirm, held, hold, readBooking } from './fixtures/bookings.ts';
import { type Client, openClient } from './fixtures/client.ts';
import { type DataDirectory, openDataDirectory } from './fixtures/data-directory.ts';
import { runs } from './fixtures/left-over.ts';
import { startStandalone } from './fixtures/standalone.ts';
import { openVenue } from './fixtures/venue.ts';

/** What a first start leaves behind; each test gets a copy. */
const firstStart = await openDataDirectory();
await startAndStop(firstStart);
afterAll(() => firstStart[Symbol.asyncDispose]());

async function startAndStop(data: DataDirectory) {
  await using child = startStandalone(data.path);
  await child.url;
  child.kill('SIGTERM');
  await child.end;
}

const all = `{
  venues(first: 100) {
    edges { node { id slug name openingHours { weekday opens closes } rooms { id name tables { id label } combinations { maxParty } } } }
  }
}`;

async function bookTwice(client: Client): Promise<string[]> {
  const venue = await openVenue(client, 2);
  const wish = { venueId: venue.id, startsAt: venue.at('19:00') };
  const [one, other] = [await held(hold(client, wish)), await held(hold(client, wish))];
  await confirm(client, other.id);
  return [one.id, other.id];
}

test('after kill -9 the next start takes over the PostgreSQL that is left over, and everything in it', async () => {
  await using data = await openDataDirectory(firstStart);
  await using killed = startStandalone(data.path);
  const before = openClient(await killed.url);
  const bookingIds = await bookTwice(before);
  const bookings = await Promise.all(bookingIds.map((id) => readBooking(before, id)));
  const venues = await before.ask(all);
  killed.kill('SIGKILL');
  await killed.end;
  const orphan = await data.postgres.pid();

  await using next = startStandalone(data.path);

  const after = openClient(await next.url);
  expect(orphan).toBeDefined();
  expect(await data.postgres.pid()).not.toBe(orphan);
  expect(runs(orphan ?? 0)).toBe(false);
  expect(await Promise.all(bookingIds.map((id) => readBooking(after, id)))).toEqual(bookings);
  expect(await after.ask(all)).toEqual(venues);
});

test('told to stop while requests are in flight, it answers all of them, keeps what they did and exits with 0', async () => {
  await using data = await openDataDirectory(firstStart);
  await using child = startStandalone(data.path);
  const client = openClient(await child.url);
  const { id: venueId, tableIds, at } = await openVenue(client, 50);
  const venues = await client.ask(all);

  const holds = tableIds.map((tableId) => held(hold(client, { venueId, tableIds: [tableId], startsAt: at('19:00') })));
  await Promise.race(holds);
  child.kill('SIGTERM');
  const bookings = await Promise.all(holds);

  expect(await child.end).toEqual({ code: 0, signal: null });
  expect(await data.postgres.pid()).toBeUndefined();
  await using next = startStandalone(data.path);
  const after = openClient(await next.url);
  expect(await Promise.all(bookings.map(({ id }) => readBooking(after, id)))).toEqual(bookings);
  expect(await after.ask(all)).toEqual(venues);
});

test('Ctrl-C, which a terminal sends to the whole group, stops PostgreSQL too and leaves no process behind', async () => {
  await using data = await openDataDirectory(firstStart);
  await using child = startStandalone(data.path);
  await child.url;
  const postgres = (await data.postgres.pid()) ?? 0;
  expect(runs(postgres)).toBe(true);

  child.kill('SIGINT', 'group');

  expect(await child.end).toEqual({ code: 0, signal: null });
  expect([runs(postgres), runs(-child.pid), runs(-postgres)]).toEqual([false, false, false]);
});
