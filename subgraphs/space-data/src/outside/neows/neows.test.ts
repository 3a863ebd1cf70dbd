import { rows, sql } from '@constellation/kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { approachesIn } from '../../data/near-earth-objects.queries.ts';
import { type OpenSources, openTestSources } from '../../testing/open-sources.ts';
import { rowsIn } from '../../testing/rows-in.ts';
import { untilMorning } from '../../testing/until-morning.ts';
import { fakeFeed, fakeFeedOf, fakeObject } from './fake.ts';

const path = '/neo/rest/v1/feed';

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());
beforeEach(() => {
  open.fakes.nasa.tell(path, undefined);
  return untilMorning(open);
});

const today = () => open.platform.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
const midnight = (ahead: number) => today().add({ days: ahead }).toZonedDateTime('UTC').toInstant();
const kept = (from: number, to: number) => approachesIn(open.scope().em, { from: midnight(from), to: midnight(to) });
const asked = () => open.fakes.nasa.asked.filter((each) => each.startsWith(path));

/** Has the answer about the present week be this one, and the others as usual. */
const tellOfThisWeek = (days: Readonly<Record<string, readonly unknown[]>>) =>
  open.fakes.nasa.tell(path, (url) =>
    url.searchParams.get('start_date') === today().toString() ? fakeFeedOf(days) : fakeFeed(url),
  );

test('five weeks are asked for one by one, the present one first, and no key is in an address', async () => {
  const before = asked().length;

  expect(await open.refresh('neows')).toBe('DONE');

  const starts = [0, 7, 14, 21, -7].map((ahead) => today().add({ days: ahead }));
  expect(asked().slice(before)).toEqual(
    starts.map((start) => `${path}?start_date=${start.toString()}&end_date=${start.add({ days: 6 }).toString()}`),
  );
});

test('numbers in text are read, and approaches to other planets or on other days passed over', async () => {
  await open.refresh('neows');

  const known = { missDistanceKm: 5_000_053.456145697, velocityKmS: 15.509475255, hazardous: true };
  const size = { diameterMinKm: 0.1402022478, diameterMaxKm: 0.3135017567 };
  const found = await kept(-7, 28);
  expect(found.filter(({ name }) => name.includes('(2026 3'))).toHaveLength(35);
  expect(found.filter(({ name }) => name === '(2026 2000433)').length).toBeGreaterThan(1);
  expect(await kept(0, 1)).toContainEqual(
    expect.objectContaining({ ...known, ...size, closestAt: midnight(0).add({ minutes: 21 * 60 + 30 }) }),
  );
});

/** Has only this come near in the present week, each under its own day. */
const refreshWith = async (...objects: readonly ReturnType<typeof fakeObject>[]) => {
  await open.platform.clock.advance(3 * 3_600_000);
  const dayOf = (object: (typeof objects)[number]) => object.close_approach_data[0]?.close_approach_date ?? '';
  const week = Array.from({ length: 7 }, (_, ahead) => today().add({ days: ahead }).toString());
  tellOfThisWeek(Object.fromEntries(week.map((date) => [date, objects.filter((each) => dayOf(each) === date)])));
  return open.refresh('neows');
};

test('however often the same comes, each approach has one row, and the newest answer counts', async () => {
  await open.refresh('neows');
  const before = await rowsIn(open, 'near_earth_objects');

  await open.platform.clock.advance(3 * 3_600_000);
  open.fakes.nasa.tell(path, (url) => {
    const { body } = fakeFeed(url);
    return { body: body.replaceAll('(2026 3', '(2027 3') };
  });
  expect(await open.refresh('neows')).toBe('DONE');

  expect(await rowsIn(open, 'near_earth_objects')).toBe(before);
  expect((await kept(0, 1)).map(({ name }) => name)).toContainEqual(expect.stringContaining('(2027 3'));
});

test('what is listed no more goes, and days that are not told of stay', async () => {
  await open.refresh('neows');
  const later = await kept(2, 7);
  await open.platform.clock.advance(3 * 3_600_000);
  const object = fakeObject('99', midnight(1).add({ hours: 3 }));

  tellOfThisWeek({ [today().add({ days: 1 }).toString()]: [object] });
  await open.refresh('neows');

  expect(await kept(1, 2)).toMatchObject([{ name: '(2026 99)' }]);
  expect(later.length).toBeGreaterThan(4);
  expect(await kept(2, 7)).toEqual(later);
});

test.each([
  ['in the same week', 2, 4],
  ['by a minute to the next day', 2, 2 + 1 / 1440],
  ['by a minute to the day before', 3, 3 - 1 / 1440],
])('an approach that is dated anew %s is not there twice', async (_case, before, after) => {
  const at = (days: number) => midnight(0).add({ minutes: Math.round(days * 1440) });
  await refreshWith(fakeObject('99', at(before)));
  await refreshWith(fakeObject('99', at(after)));

  expect(await kept(0, 7)).toEqual([expect.objectContaining({ closestAt: at(after) })]);
});

test('one that moves from a week into the one before is not there twice, even if that week cannot be had then', async () => {
  const early = midnight(7).subtract({ minutes: 1 });
  open.fakes.nasa.tell(path, (url) => {
    const start = url.searchParams.get('start_date') ?? '';
    return start === today().add({ days: 7 }).toString()
      ? fakeFeedOf({ [start]: [fakeObject('99', midnight(7))] })
      : fakeFeed(url);
  });
  await open.refresh('neows');
  expect(await kept(7, 8)).toMatchObject([{ name: '(2026 99)' }]);

  await open.platform.clock.advance(3 * 3_600_000);
  open.fakes.nasa.tell(path, (url) => {
    if (url.searchParams.get('start_date') !== today().toString()) return { status: 503, body: '' };
    return fakeFeedOf({ [today().add({ days: 6 }).toString()]: [fakeObject('99', early)] });
  });
  expect(await open.refresh('neows')).toBe('FAILED');

  expect(await kept(6, 8)).toEqual([expect.objectContaining({ name: '(2026 99)', closestAt: early })]);
});

test('weeks that came before a failure are kept, and the others stay as they were', async () => {
  await open.refresh('neows');
  const before = await kept(0, 28);
  await open.platform.clock.advance(3 * 3_600_000);
  open.fakes.nasa.tell(path, (url) =>
    url.searchParams.get('start_date') === today().add({ days: 14 }).toString()
      ? { status: 503, body: '' }
      : fakeFeed(url),
  );

  expect(await open.refresh('neows')).toBe('FAILED');

  expect(await open.status('neows')).toMatchObject({ lastError: 'UPSTREAM_503' });
  const isNew = new Set(before.map(({ fetchedAt }) => fetchedAt.toString()));
  expect((await kept(0, 14)).filter(({ fetchedAt }) => isNew.has(fetchedAt.toString()))).toEqual([]);
  expect(await kept(14, 28)).toEqual(before.filter(({ closestAt }) => closestAt.since(midnight(14)).sign >= 0));
});

test.each([
  ['of no object', () => ({})],
  ['of days without any', () => ({ [today().toString()]: [], [today().add({ days: 1 }).toString()]: [] })],
  ['of other days', () => ({ '2015-09-08': [fakeObject('99', Temporal.Instant.from('2015-09-08T12:00:00Z'))] })],
  ['of no days', () => ({ someday: [] })],
  [
    'without a size',
    () => ({ [today().toString()]: [{ ...fakeObject('99', midnight(0)), estimated_diameter: null }] }),
  ],
])('an answer %s is none, and what was there stays', async (_case, days) => {
  await open.refresh('neows');
  const before = await kept(-7, 28);
  await open.platform.clock.advance(3 * 3_600_000);

  tellOfThisWeek(days());
  expect(await open.refresh('neows')).toBe('FAILED');

  expect(await open.status('neows')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
  expect(await kept(-7, 28)).toEqual(before);
});

test.each<[string, (good: ReturnType<typeof fakeObject>) => unknown]>([
  ['is no object', () => 'asteroid'],
  ['has no name', (good) => ({ ...good, name: '' })],
  ['has no size', (good) => ({ ...good, estimated_diameter: null })],
  [
    'comes on no day',
    (good) => ({
      ...good,
      close_approach_data: good.close_approach_data.map((each) => ({ ...each, close_approach_date: '2026-02-30' })),
    }),
  ],
  [
    'comes years from its day',
    (good) => ({
      ...good,
      close_approach_data: good.close_approach_data.map((each) => ({ ...each, epoch_date_close_approach: -9e13 })),
    }),
  ],
])('an object that %s stays as it was, and keeps out no other', async (_case, spoil) => {
  const day = today().add({ days: 1 }).toString();
  const [one, other] = [
    fakeObject('98', midnight(1).add({ hours: 3 })),
    fakeObject('99', midnight(1).add({ hours: 3 })),
  ];
  tellOfThisWeek({ [day]: [one, other] });
  await open.refresh('neows');
  const [before] = await kept(1, 2);
  await open.platform.clock.advance(3 * 3_600_000);

  tellOfThisWeek({ [day]: [spoil(one), { ...other, name: '(2026 new)' }] });
  expect(await open.refresh('neows')).toBe('DONE');

  expect(await open.status('neows')).toMatchObject({ lastError: undefined, freshness: 'FRESH' });
  expect(await kept(1, 2)).toMatchObject([before, { name: '(2026 new)' }]);
});

test('a day that is no list keeps out no other', async () => {
  await open.refresh('neows');
  const before = await kept(0, 1);
  await open.platform.clock.advance(3 * 3_600_000);

  const spoilt = {
    near_earth_objects: {
      [today().toString()]: null,
      [today().add({ days: 1 }).toString()]: [fakeObject('99', midnight(1).add({ hours: 3 }))],
    },
  };
  open.fakes.nasa.tell(path, (url) =>
    url.searchParams.get('start_date') === today().toString() ? { body: JSON.stringify(spoilt) } : fakeFeed(url),
  );
  expect(await open.refresh('neows')).toBe('DONE');

  expect(await kept(0, 1)).toEqual(before);
  expect(await kept(1, 2)).toMatchObject([{ name: '(2026 99)' }]);
});

test('nothing that is kept has a key in it', async () => {
  await open.refresh('neows');

  const [row] = await rows(
    open.scope().em,
    sql<{ all: string }>`select string_agg(kept::text, '') as all from near_earth_objects kept`,
  );

  expect(row?.all).toContain('2000433');
  expect(row?.all).not.toMatch(/key|http/);
});

test('what came near more than a year ago is forgotten, and nothing before', async () => {
  const day = midnight(0);
  await refreshWith(fakeObject('99', day));
  const old = () => approachesIn(open.scope().em, { from: day, to: day.add({ minutes: 1 }) });

  open.fakes.nasa.tell(path, undefined);
  await open.platform.clock.advance(364 * 24 * 3_600_000);
  await open.refresh('neows');
  expect(await old()).toMatchObject([{ name: '(2026 99)' }]);

  await open.platform.clock.advance(2 * 24 * 3_600_000);
  await open.refresh('neows');
  expect(await old()).toEqual([]);
});
