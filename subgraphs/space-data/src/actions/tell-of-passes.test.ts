import { expect, test } from 'vitest';
import { keepElements } from '../data/elements.queries.ts';
import { openComputing } from '../outside/computation.ts';
import { openThread } from '../outside/thread.ts';
import { secondsFrom } from '../testing/instants.ts';
import { elementsAt, knownVenue, moveTo, type OpenLive, openLive, venueWithPass } from '../testing/open-live.ts';
import { culminationNear } from '../testing/passes.ts';
import { tellOfPasses } from './tell-of-passes.ts';

/** Looks as one process does that has just started. */
const look = (live: OpenLive) => {
  const scope = live.scope();
  return tellOfPasses(scope, openComputing().for(scope));
};

test('a pass is told of ten minutes before it can be seen, and once', async () => {
  await using live = await openLive();
  const { id, rise, culmination, visibleFrom, visibleTo } = await venueWithPass(live);

  await moveTo(live, visibleFrom, -602);
  const early = await look(live);
  await moveTo(live, visibleFrom, -600);
  const counts = [early, await look(live), await look(live)];
  await moveTo(live, visibleFrom, 1);
  counts.push(await look(live));

  expect(counts).toEqual([0, 1, 0, 0]);
  const [told] = await live.told(id);
  expect(told).toMatchObject({ version: 1, data: { venueId: id, noradId: 25544 } });
  const instants = ['rise', 'culmination', 'visibleFrom', 'visibleTo'].map((name) => told?.data[name]);
  expect(instants).toEqual([rise, culmination, visibleFrom, visibleTo].map(String));
  expect(Number(told?.data['maxElevation'])).toBeGreaterThan(10);
});

test('of many processes that look at once one tells', async () => {
  await using live = await openLive();
  const { id, visibleFrom } = await venueWithPass(live);
  await moveTo(live, visibleFrom, -300);

  const counts = await Promise.all(Array.from({ length: 6 }, () => look(live)));

  expect(counts.filter((count) => count > 0)).toEqual([1]);
  expect(await live.told(id)).toHaveLength(1);
});

test('newer elements that have the pass earlier or later do not have it told of again', async () => {
  await using live = await openLive();
  const { platform, elements, scope } = live;
  const { id, place, culmination, visibleFrom } = await venueWithPass(live);
  await moveTo(live, visibleFrom, -300);
  await look(live);
  const fetchedAt = platform.clock.now();
  const newer = { ...elements, MEAN_ANOMALY: elements.MEAN_ANOMALY - 1, EPOCH: aMomentAfter(elements.EPOCH) };

  await keepElements(scope().em, [newer], { source: 'newer', fetchedAt });
  const again = await look(live);

  expect(again).toBe(0);
  expect(secondsFrom(String(culmination), culminationNear(newer, place, culmination))).toBeGreaterThan(5);
  expect(await live.told(id)).toHaveLength(1);
});

/** So little later that only the place in the orbit is another. */
const aMomentAfter = (epoch: string) => Temporal.Instant.from(epoch).add({ milliseconds: 1 }).toString();

test('who comes back while a pass can be seen tells of it, and never when it is gone', async () => {
  await using live = await openLive();
  const { visibleTo, place } = await venueWithPass(live);

  await moveTo(live, visibleTo, -5);
  const running = await look(live);
  const late = await knownVenue(live, place);
  await moveTo(live, visibleTo, 1);
  const over = await look(live);

  expect([running, over]).toEqual([1, 0]);
  expect(await live.told(late)).toEqual([]);
});

test('nothing is told above a venue that is closed, or of which nobody knows where it lies', async () => {
  await using live = await openLive();
  const { id, place, visibleFrom } = await venueWithPass(live);
  const [closed, nowhere] = [await knownVenue(live, place, true), await knownVenue(live, undefined)];
  await moveTo(live, visibleFrom, -300);

  expect(await look(live)).toBe(1);

  expect(await Promise.all([id, closed, nowhere].map(async (each) => (await live.told(each)).length))).toEqual([
    1, 0, 0,
  ]);
});

test('without elements that carry the station nothing is told', async () => {
  await using live = await openLive();
  const { visibleFrom } = await venueWithPass(live);
  const ahead = elementsAt(live.platform.clock.now().add({ hours: 24 * 900 }));
  await keepElements(live.scope().em, [ahead], { source: 'from far ahead' });
  await moveTo(live, visibleFrom, -300);

  expect(await look(live)).toBe(0);
});

test('a pass tells how good the elements are that it is computed from', async () => {
  await using live = await openLive();
  await live.platform.clock.advance(15 * 24 * 3_600_000);
  const { id, visibleFrom } = await venueWithPass(live);
  await moveTo(live, visibleFrom, -300);

  expect(await look(live)).toBe(1);

  expect(await live.told(id)).toMatchObject([{ data: { elementsEpoch: live.elements.EPOCH, freshness: 'EXPIRED' } }]);
});

test('for many venues in one place the sky is computed once in an hour', async () => {
  await using live = await openLive();
  const { place, visibleFrom } = await venueWithPass(live);
  for (let count = 0; count < 149; count += 1) await knownVenue(live, place);
  const thread = openThread();
  let asked = 0;
  const counting = { ask: (...given: Parameters<typeof thread.ask>) => ((asked += 1), thread.ask(...given)) };
  const computation = openComputing(counting).for(live.scope());
  await moveTo(live, visibleFrom, -300);

  const counts = [await tellOfPasses(live.scope(), computation), await tellOfPasses(live.scope(), computation)];

  expect(counts).toEqual([150, 0]);
  expect(asked).toBe(1);
});
