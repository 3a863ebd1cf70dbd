import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { basic } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { confirm, held, hold, readBooking } from './fixtures/bookings.ts';
import { type Child, startChild } from './fixtures/child.ts';
import { openClient } from './fixtures/client.ts';
import { openDataDirectory } from './fixtures/data-directory.ts';
import { childrenOf, familyOf, stillThere } from './fixtures/process-tree.ts';
import { shareOpened } from './fixtures/share-opened.ts';
import { openVenue } from './fixtures/venue.ts';
import { watch } from './fixtures/watcher.ts';

const data = await openDataDirectory();
afterAll(() => data[Symbol.asyncDispose]());

/** As `npm run start:distributed` does it. */
const start = (environment: Readonly<Record<string, string>> = {}) =>
  startChild(new URL('../src/distributed/main.ts', import.meta.url), {
    environment: { PORT: '0', DATA_DIR: data.path, ...environment },
  });

/** The gateways that the lines at the start name, as the administrator sees them. */
async function gatewaysOf(child: Child) {
  await child.url;
  const urls = [...child.output().matchAll(/(http:\S+)\/graphql/g)].flatMap(([, url]) => url ?? []);
  const password = (await readFile(join(data.path, 'admin-password'), 'utf8')).trim();
  const authorization = basic({ email: 'admin@constellation.test', password });
  return urls.map((url) => openClient(url, { authorization }));
}

const pidOf = (child: Child, name: string) => Number(new RegExp(`${name} \\((\\d+)\\)`).exec(child.output())?.[1]);

test('distributed platform: what one gateway is told the other shows, a killed process is missed by nobody, and Ctrl-C ends everything', async () => {
  await using child = start();
  const [one, two] = await gatewaysOf(child);
  if (!one || !two) throw new Error(child.output());
  const venue = await openVenue(one, 3);
  const watcher = await watch(two, { venueId: venue.id });
  const wish = (table: number) => ({
    venueId: venue.id,
    tableIds: venue.tableIds.slice(table, table + 1),
    startsAt: venue.at('19:00'),
  });

  const { id } = await held(hold(one, wish(0)));
  await confirm(one, id);
  const seen = await readBooking(two, id);
  await expect.poll(() => watcher.changes.length).toBe(2);
  await watcher[Symbol.asyncDispose]();

  expect(seen).toMatchObject({ status: 'CONFIRMED' });
  expect(watcher.changes.map(({ to }) => to)).toEqual(['HELD', 'CONFIRMED']);

  const [family, children] = [familyOf(child.pid), childrenOf(child.pid)];
  process.kill(pidOf(child, 'booking-1'), 'SIGKILL');
  const underKey = { 'idempotency-key': 'evening' };
  const afterwards = [
    await hold(one, wish(1), underKey),
    await hold(two, wish(1), underKey),
    await readBooking(two, id),
    await hold(two, wish(2)),
  ];

  expect(afterwards).toMatchObject([{ name: 'HELD' }, { name: 'HELD' }, { status: 'CONFIRMED' }, { name: 'HELD' }]);
  await expect.poll(() => child.output()).toMatch(/^fleet {6}.*WARN.*ended unasked/m);
  await expect.poll(() => childrenOf(child.pid).length).toBe(children.length);

  const last = [...family, ...familyOf(child.pid)];
  child.kill('SIGINT');

  expect(await child.end).toEqual({ code: 0, signal: null });
  expect(stillThere(last)).toEqual([]);
});

const few = { CONSTELLATION_GATEWAYS: '1', CONSTELLATION_BOOKINGS: '1' };

/** Its processes still have much to say when nobody reads it any more. */
const shared = shareOpened(async (stack) => stack.use(start({ ...few, CONSTELLATION_LOG_LEVEL: 'info' })));

test('distributed platform: a second start in the same folder is refused, and the first does not notice', async () => {
  const first = await shared();
  const [gateway] = await gatewaysOf(first);

  await using second = start(few);
  const end = await second.end;
  const found = await gateway?.ask('{ venue(slug: "harrys-new-york-bar") { name } }');

  expect([end, second.output()]).toEqual([
    { code: 1, signal: null },
    expect.stringMatching(/^\S+ is in use by process \d+; .*\n$/),
  ]);
  expect(found).toEqual({ status: 200, data: { venue: { name: "Harry's New York Bar" } } });
  expect(first.output()).not.toMatch(/WARN|ERROR/);
});

test('distributed platform: a supervisor that is killed outright takes everything along, and what it kept is there again', async () => {
  const child = await shared();
  const [gateway] = await gatewaysOf(child);
  const found = await gateway?.ask('{ venue(slug: "harrys-new-york-bar") { name } }');
  const family = familyOf(child.pid);

  child.kill('SIGKILL');
  await child.end;

  expect(found).toEqual({ status: 200, data: { venue: { name: "Harry's New York Bar" } } });
  expect(family.length).toBeGreaterThan(6);
  await expect.poll(() => stillThere(family)).toEqual([]);
});

test('distributed platform: everything that is wrong with the environment is said at once', async () => {
  await using child = start({
    PORT: 'x',
    CONSTELLATION_GATEWAYS: '0',
    REDIS_URL: 'http://kv',
    CONSTELLATION_GATEWAY: '2',
  });

  expect(await child.end).toEqual({ code: 1, signal: null });
  expect(child.output()).toMatch(
    /PORT is refused[^]*REDIS_URL is refused[^]*CONSTELLATION_GATEWAYS is refused: expected a whole number from 1 to 9[^]*CONSTELLATION_GATEWAY is unknown/,
  );
});
