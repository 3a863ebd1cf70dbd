import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { confirm, held, hold, readBooking } from './fixtures/bookings.ts';
import { type Client, openClient } from './fixtures/client.ts';
import { type DataDirectory, openDataDirectory } from './fixtures/data-directory.ts';
import { isThere, runs } from './fixtures/embedded-postgres.ts';
import { demoAdministrator, startStandalone } from './fixtures/standalone.ts';
import { openVenue } from './fixtures/venue.ts';

/** What a first start leaves behind; each test gets a copy. */
const firstStart = await openDataDirectory();
await startAndStop(firstStart);
afterAll(() => firstStart[Symbol.asyncDispose]());

async function startAndStop({ path }: DataDirectory) {
  await using child = startStandalone(path);
  await child.url;
  child.kill('SIGTERM');
  await child.end;
}

test('after kill -9 the next start takes over the PostgreSQL that is left over, and everything in it', async () => {
  await using data = await openDataDirectory(firstStart.path);
  await using killed = startStandalone(data.path);
  const before = openClient(await killed.url, { authorization: demoAdministrator });
  await closeOnMostDays(before, 'miraikan');
  const bookingIds = await bookTwice(before);
  const bookings = await readAll(before, bookingIds);
  const venues = await before.ask(allVenues);
  killed.kill('SIGKILL');
  await killed.end;
  const orphan = (await data.postgres.pid()) ?? 0;
  expect(await runs(orphan)).toBe(true);

  await using next = startStandalone(data.path);

  const after = openClient(await next.url, { authorization: demoAdministrator });
  expect(await runs(orphan)).toBe(false);
  expect(await data.postgres.pid()).not.toBe(orphan);
  expect(await readAll(after, bookingIds)).toEqual(bookings);
  expect(await after.ask(allVenues)).toEqual(venues);
});

test('told to stop while requests are in flight, it answers them all, keeps what they did and exits with 0', async () => {
  await using data = await openDataDirectory(firstStart.path);
  await using child = startStandalone(data.path);
  const client = openClient(await child.url, { authorization: demoAdministrator });
  const { id: venueId, tableIds, at } = await openVenue(client, 12);
  const venues = await client.ask(allVenues);
  await using gate = await data.postgres.connect('constellation_booking');
  await using onlooker = await data.postgres.connect('constellation_booking');
  await gate.run('begin');
  await gate.run('select from venue_tables for update');
  const holds = tableIds.map((tableId) => hold(client, { venueId, tableIds: [tableId], startsAt: at('19:00') }));
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await expect.poll(() => onlooker.run(waiting)).toBe(holds.length);

  child.kill('SIGTERM');
  await expect.poll(() => client.ask('{ __typename }').catch(() => 'refused')).toBe('refused');
  await gate.run('commit');
  const bookings = await Promise.all(holds.map(held));

  expect(await child.end).toEqual({ code: 0, signal: null });
  expect(await data.postgres.pid()).toBeUndefined();
  await using next = startStandalone(data.path);
  const after = openClient(await next.url, { authorization: demoAdministrator });
  expect(
    await readAll(
      after,
      bookings.map(({ id }) => id),
    ),
  ).toEqual(bookings);
  expect(await after.ask(allVenues)).toEqual(venues);
});

test('Ctrl-C, which a terminal sends to the whole group, stops PostgreSQL too and leaves no process behind', async () => {
  await using data = await openDataDirectory(firstStart.path);
  await using child = startStandalone(data.path);
  await child.url;
  const postgres = (await data.postgres.pid()) ?? 0;
  expect(await runs(postgres)).toBe(true);

  child.kill('SIGINT', 'group');

  expect(await child.end).toEqual({ code: 0, signal: null });
  expect(await runs(postgres)).toBe(false);
  expect(isThere(-child.pid)).toBe(false);
});

const allVenues = `{
  venues(first: 20) {
    edges {
      node {
        id slug name openingHours { weekday opens closes }
        rooms { id name tables { id label } combinations { minParty maxParty tables { id } } }
      }
    }
  }
}`;

/** A change of the demo's data, which the next start is to leave alone. */
async function closeOnMostDays(client: Client, slug: string): Promise<void> {
  const { data } = await client.ask('query ($slug: String!) { venue(slug: $slug) { id } }', { slug });
  const { id: venueId } = z.object({ id: z.string() }).parse(data?.['venue']);
  const hours = [{ weekday: 'SUNDAY', opens: '10:00', closes: '12:00' }];
  await client.ask('mutation ($input: SetOpeningHoursInput!) { setOpeningHours(input: $input) { venue { id } } }', {
    input: { venueId, hours },
  });
}

async function bookTwice(client: Client): Promise<string[]> {
  const venue = await openVenue(client, 2);
  const wish = { venueId: venue.id, startsAt: venue.at('19:00') };
  const [one, other] = [await held(hold(client, wish)), await held(hold(client, wish))];
  await confirm(client, other.id);
  return [one.id, other.id];
}

const readAll = (client: Client, ids: readonly string[]) => Promise.all(ids.map((id) => readBooking(client, id)));
