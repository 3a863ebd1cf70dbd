import { afterAll, expect, test } from 'vitest';
import { iss2014, vanguard2000 } from '../testing/elements.ts';
import { at } from '../testing/instants.ts';
import { serveSky } from '../testing/serve-sky.ts';
import { bundledElements } from './bundled-elements.ts';
import { elementsOf, keepElements } from './elements.queries.ts';

const sky = await serveSky();
afterAll(() => sky[Symbol.asyncDispose]());

const noradId = 270_123;
const ofDay = (day: string) => ({ ...iss2014, NORAD_CAT_ID: noradId, EPOCH: `${day}T00:00:00.000416` });
const kept = async () => (await elementsOf(sky.em(), [noradId]))[0];

test('elements that come with the software are there from the start, and say so', async () => {
  const found = await elementsOf(sky.em(), [25544, 48274, 20580]);

  expect(found.map(({ name }) => name).toSorted()).toEqual(['CSS (TIANHE)', 'HST', 'ISS (ZARYA)']);
  for (const { source, fetchedAt } of found) expect([source, fetchedAt]).toEqual(['bundled', undefined]);
  expect(found.find(({ name }) => name === 'HST')?.meanElements).toEqual(
    bundledElements().find(({ OBJECT_NAME }) => OBJECT_NAME === 'HST'),
  );
});

test('newer elements replace older ones, and older ones change nothing, in whatever order they come', async () => {
  const [old, middle, young] = [ofDay('2026-05-01'), ofDay('2026-05-02'), ofDay('2026-05-03')];

  await keepElements(sky.em(), [middle], { source: 'celestrak', fetchedAt: at('2026-05-02T03:00:00Z') });
  await keepElements(sky.em(), [old], { source: 'elsewhere', fetchedAt: at('2026-05-04T00:00:00Z') });
  expect(await kept()).toEqual(
    expect.objectContaining({ source: 'celestrak', epoch: at('2026-05-02T00:00:00.000416Z') }),
  );

  await keepElements(sky.em(), [old, young, middle], { source: 'elsewhere', fetchedAt: at('2026-05-03T03:00:00Z') });
  expect(await kept()).toEqual(
    expect.objectContaining({ source: 'elsewhere', epoch: at('2026-05-03T00:00:00.000416Z') }),
  );
});

test('the same elements fetched again are as good as fetched then, and those of the software do not undo it', async () => {
  const same = [ofDay('2026-06-01')];

  for (const hour of ['03', '05', '04']) {
    await keepElements(sky.em(), same, { source: 'celestrak', fetchedAt: at(`2026-06-01T${hour}:00:00Z`) });
  }
  await keepElements(sky.em(), same, { source: 'bundled' });

  expect(await kept()).toEqual(expect.objectContaining({ source: 'celestrak', fetchedAt: at('2026-06-01T05:00:00Z') }));
});

test('what no database takes is left out of their text', async () => {
  const odd = { ...vanguard2000, NORAD_CAT_ID: 270_124, OBJECT_NAME: 'OD\0D', COMMENT: ['\ud800', '\0'] };

  await keepElements(sky.em(), [odd], { source: 'test' });

  expect(await elementsOf(sky.em(), [270_124])).toMatchObject([
    { name: 'ODD', meanElements: { COMMENT: ['\ufffd', ''] } },
  ]);
});

test('numbers of which nothing is kept are passed over', async () => {
  await keepElements(sky.em(), [vanguard2000], { source: 'test' });

  expect((await elementsOf(sky.em(), [4, 5, 6])).map((each) => each.noradId)).toEqual([5]);
});

test('a satellite of which nobody has told for two years is forgotten, and none before', async () => {
  const day = (text: string) => ({ source: 'celestrak', fetchedAt: at(`${text}T03:00:00Z`) });
  const other = { ...ofDay('2030-01-01'), NORAD_CAT_ID: noradId + 1 };
  await keepElements(sky.em(), [ofDay('2030-01-01')], day('2030-01-01'));

  await keepElements(sky.em(), [other], day('2031-12-31'));
  expect(await kept()).toMatchObject({ noradId });

  await keepElements(sky.em(), [other], day('2032-01-02'));
  expect(await kept()).toBeUndefined();
  expect(await elementsOf(sky.em(), [25544])).toHaveLength(1);
});
