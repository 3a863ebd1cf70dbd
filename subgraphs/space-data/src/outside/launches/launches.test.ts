import { rows, sql } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchesOf } from '../../data/launches.queries.ts';
import { type OpenSources, openTestSources } from '../../testing/open-sources.ts';
import { type FakeLaunch, launchId } from './fake.ts';

const hour = 3_600_000;

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());

/** Has launches told and asks for them, hours after whatever was before. */
async function takeIn(launches: readonly FakeLaunch[]) {
  open.fakes.launchLibrary.tell(launches);
  await open.platform.clock.advance(3 * hour);
  return open.refresh('launches');
}

const inDays = (days: number) =>
  open.platform.clock
    .now()
    .add({ hours: 24 * days })
    .round('second');
const kept = async (...numbers: number[]) => launchesOf(open.scope().em, numbers.map(launchId));
const count = () => rows(open.scope().em, sql<{ count: number }>`select count(*)::integer as count from launches`);

test('the next hundred are asked for, and a launch is one row however often it is told', async () => {
  const told = [1, 2, 3].map((number) => ({ id: launchId(number), net: inDays(number) }));

  for (let turn = 0; turn < 3; turn += 1) expect(await takeIn(told)).toBe('DONE');

  expect(open.fakes.launchLibrary.asked.at(-1)).toBe('/2.3.0/launches/upcoming/?limit=100&mode=normal');
  expect(await count()).toEqual([{ count: 3 }]);
});

test('what is told later replaces what was told before', async () => {
  await takeIn([{ id: launchId(10), net: inDays(5), precision: 'Day' }]);
  const net = inDays(6);

  await takeIn([{ id: launchId(10), net, status: 'On Hold' }]);

  expect(await kept(10)).toMatchObject([{ net, netPrecision: 'Minute', status: 'On Hold', provider: 'SpaceX' }]);
});

test('one that has no time is passed over, one told twice is one, and an id in capitals is the same', async () => {
  const net = inDays(5);
  const id = launchId(20);

  expect(
    await takeIn([
      { id: launchId(21), net: null },
      { id, net },
      { id: id.toUpperCase(), net },
    ]),
  ).toBe('DONE');

  expect(await kept(20, 21)).toMatchObject([{ id, net }]);
});

test.each(['', ' ', 'a\0b', '\ud800'])(
  'a launch that cannot be shown or kept (%j) stays as it was, and keeps out no other',
  async (status) => {
    const net = inDays(5);
    await takeIn([{ id: launchId(30), net }]);

    expect(
      await takeIn([
        { id: launchId(30), net: inDays(9), status },
        { id: launchId(31), net },
      ]),
    ).toBe('DONE');

    expect(await open.status('launches')).toMatchObject({ lastError: undefined, freshness: 'FRESH' });
    expect((await kept(30, 31)).map((each) => each.net)).toEqual([net, net]);
  },
);

test('an answer of nothing else is none, and what was kept stays', async () => {
  const net = inDays(5);
  await takeIn([{ id: launchId(32), net }]);

  expect(await takeIn([32, 33].map((number) => ({ id: launchId(number), net: inDays(9), status: '' })))).toBe('FAILED');

  expect(await open.status('launches')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
  expect(await kept(32, 33)).toMatchObject([{ id: launchId(32), net }]);
});

test('one of which nothing was told for a year is forgotten, and none before', async () => {
  await takeIn([{ id: launchId(40), net: inDays(800) }]);

  await open.platform.clock.advance(364 * 24 * hour);
  await takeIn([{ id: launchId(41), net: inDays(5) }]);
  expect(await kept(40)).toHaveLength(1);

  await open.platform.clock.advance(24 * hour);
  await takeIn([{ id: launchId(41), net: inDays(5) }]);
  expect(await kept(40)).toEqual([]);
});

test.each([undefined, 'has enough (429)', 'is broken (500)'] as const)(
  'whatever happens (%s) and whoever wants it, Launch Library is asked at most ten times an hour',
  async (failure) => {
    const { asked } = open.fakes.launchLibrary;
    await open.platform.clock.advance(3 * hour);
    open.fakes.launchLibrary.fail(failure);
    const before = asked.length;

    for (let minute = 0; minute < 60; minute += 1) {
      await open.ask('mutation { refreshSource(id: "launches") { errors { code } } }', administrator);
      await open.refresh('launches');
      await open.platform.clock.advance(60_000);
    }

    open.fakes.launchLibrary.fail(undefined);
    const often = asked.length - before;
    expect(often).toBeGreaterThan(0);
    expect(often).toBeLessThanOrEqual(10);
  },
);
