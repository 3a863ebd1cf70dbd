import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { iss } from '../domain/iss.ts';
import { knownVenue, openLive } from '../testing/open-live.ts';
import { berlin } from '../testing/places.ts';
import { claimPasses } from './told-passes.queries.ts';

const live = await openLive();
afterAll(() => live[Symbol.asyncDispose]());

const revolutionMs = 93 * 60_000;

/** Claims a pass that culminates so many minutes from the test's beginning, seen at this moment. */
function claim(venueId: string, start: Temporal.Instant, minutes: number, noradId = iss) {
  const now = live.platform.clock.now();
  const pass = {
    venueId,
    culmination: start.add({ seconds: Math.round(minutes * 60) }).toString(),
    visibleFrom: now.subtract({ minutes: 1 }).toString(),
    visibleTo: now.add({ minutes: 1 }).toString(),
  };
  return claimPasses(live.scope().em, noradId, revolutionMs, [pass]);
}

test('a pass is claimed once, though newer elements have it culminate minutes before or after', async () => {
  const venueId = await knownVenue(live, berlin);
  const start = live.platform.clock.now();

  expect(await claim(venueId, start, 0)).toMatchObject([{ venueId, version: 1 }]);
  for (const minutes of [0, 0.1, -0.1, 5, -5, 40, -40]) expect(await claim(venueId, start, minutes)).toEqual([]);
});

test('the pass of the next revolution is another one, and so is that of another satellite or above another venue', async () => {
  const [venueId, neighbour] = [await knownVenue(live, berlin), await knownVenue(live, berlin)];
  const start = live.platform.clock.now();
  await claim(venueId, start, 0);

  expect(await claim(venueId, start, 91)).toMatchObject([{ version: 2 }]);
  expect(await claim(venueId, start, 0, 48274)).toMatchObject([{ version: 3 }]);
  expect(await claim(neighbour, start, 0)).toMatchObject([{ venueId: neighbour, version: 1 }]);
});

test('of many who claim a pass at once one has it', async () => {
  const venueId = await knownVenue(live, berlin);
  const start = live.platform.clock.now();

  const claimed = await Promise.all(Array.from({ length: 10 }, (_, index) => claim(venueId, start, index / 60)));

  expect(claimed.flat()).toHaveLength(1);
});

test('what is older than a day is forgotten when the next is claimed', async () => {
  const venueId = await knownVenue(live, berlin);
  const kept = () => rows(live.scope().em, sql`select from told_passes where venue_id = ${venueId}`);
  await claim(venueId, live.platform.clock.now(), 0);
  await live.platform.clock.advance(2 * 3_600_000);
  await claim(venueId, live.platform.clock.now(), 0);
  const before = await kept();

  await live.platform.clock.advance(26 * 3_600_000);
  await claim(venueId, live.platform.clock.now(), 0);

  expect([before, await kept()].map(({ length }) => length)).toEqual([2, 1]);
});
