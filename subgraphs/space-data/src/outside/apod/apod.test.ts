import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newestPicture, pictureOf } from '../../data/pictures.queries.ts';
import { at } from '../../testing/instants.ts';
import { type OpenSources, openTestSources } from '../../testing/open-sources.ts';
import { rowsIn } from '../../testing/rows-in.ts';
import { untilMorning } from '../../testing/until-morning.ts';
import { fakeNasa } from '../nasa/fake.ts';
import { openNasa } from '../nasa/nasa.ts';
import { openUpstream } from '../upstream.ts';
import { apod } from './apod.ts';
import { fakePicture, fakePictures } from './fake.ts';

const path = '/planetary/apod';
const key = 'k3y-of-somebody';

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());
beforeEach(() => untilMorning(open));

const newest = () => newestPicture(open.scope().em);

/** Has the newest picture be like these, which come in turn. */
const refreshWith = (...pictures: readonly object[]) => {
  open.fakes.nasa.tell(path, ({ searchParams }) => {
    const date = Temporal.PlainDate.from(searchParams.get('end_date') ?? '');
    return { body: JSON.stringify(pictures.map((picture) => ({ ...fakePicture(date), ...picture }))) };
  });
  return open.refresh('apod');
};

const providers = { isResting: () => false, note: () => {} };

/** Asks at an instant; the picture of one day cannot be had. */
const askAt = async (moment: Temporal.Instant, missing = '', status = 404) => {
  await using nasa = await fakeNasa(() => moment);
  const answer = fakePictures(() => moment);
  // Recorded by others (nasa/api-docs#258).
  const refusal = { status, body: '{"code":404,"msg":"No data available for date","service_version":"v1"}' };
  nasa.tell(path, (url) => (url.searchParams.get('end_date') === missing ? refusal : answer(url)));
  const source = apod(openNasa(openUpstream(), { base: nasa.url, key, areAsked: true }));
  const pieces = await Array.fromAsync(source.ask(moment, () => {}, providers)).catch(() => []);
  const ends = nasa.asked.map((each) => /end_date=([\d-]+)/.exec(each)?.[1]);
  return { asked: nasa.asked, headers: nasa.headers, ends, pieces };
};

test('thirty days up to today in the east of the United States are asked for, with the key in a header alone', async () => {
  const { asked, headers, pieces } = await askAt(at('2026-11-22T04:59:00Z'));

  expect(asked).toEqual([`${path}?start_date=2026-10-23&end_date=2026-11-21&thumbs=true`]);
  expect(headers).toMatchObject({ 'x-api-key': key });
  expect(pieces).toHaveLength(1);
});

test.each([400, 404])(
  'where %i says that today has no picture yet, those up to yesterday are asked for',
  async (status) => {
    const { ends, pieces } = await askAt(at('2026-11-22T05:01:00Z'), '2026-11-22', status);

    expect(ends).toEqual(['2026-11-22', '2026-11-21']);
    expect(pieces).toHaveLength(1);
  },
);

test.each([403, 429, 500])('%i says nothing of the day, and nobody is asked twice', async (status) => {
  const { ends, pieces } = await askAt(at('2026-11-22T05:01:00Z'), '2026-11-22', status);

  expect(ends).toEqual(['2026-11-22']);
  expect(pieces).toEqual([]);
});

test('however often the same days come each has one row, and the newest answer counts', async () => {
  await refreshWith({ title: 'At first' });
  const before = await rowsIn(open, 'pictures');
  const date = (await newest())?.date.toString();

  await open.platform.clock.advance(14 * 3_600_000);
  await refreshWith({ date, title: 'Then' }, { date, title: 'Then' });

  expect(await rowsIn(open, 'pictures')).toBe(before);
  expect(await newest()).toMatchObject({ title: 'Then' });
});

test('one picture is taken as well as a list of them', async () => {
  open.fakes.nasa.tell(path, ({ searchParams }) => {
    const date = Temporal.PlainDate.from(searchParams.get('end_date') ?? '');
    return { body: JSON.stringify({ ...fakePicture(date), title: 'The only one' }) };
  });

  expect(await open.refresh('apod')).toBe('DONE');
  expect(await newest()).toMatchObject({ title: 'The only one' });
});

test.each([
  ['\nAda\nLovelace &\nothers\n', 'Ada Lovelace & others'],
  [' \n ', undefined],
  [null, undefined],
])('a credit written as %j is %j', async (copyright, credited) => {
  expect(await refreshWith({ copyright })).toBe('DONE');

  expect((await newest())?.copyright).toBe(credited);
});

test.each([
  [
    { media_type: 'image', url: undefined, hdurl: undefined, thumbnail_url: undefined },
    { mediaType: 'image', url: undefined, hdUrl: undefined },
  ],
  [
    { media_type: 'video', url: '//player.vimeo.com/video/1', hdurl: undefined },
    { mediaType: 'video', url: 'https://player.vimeo.com/video/1' },
  ],
  [
    { media_type: 'video', url: undefined, thumbnail_url: 'https://example.org/still.jpg' },
    { mediaType: 'video', url: 'https://example.org/still.jpg' },
  ],
  [
    { media_type: 'hologram', url: 'javascript:alert(1)', hdurl: 'a.jpg', thumbnail_url: undefined },
    { mediaType: 'other', url: undefined, hdUrl: undefined },
  ],
])('a picture with %j is taken', async (given, kept) => {
  expect(await refreshWith(given)).toBe('DONE');

  expect(await newest()).toMatchObject(kept);
});

const odd: readonly (readonly [string, object])[] = [
  ['without a title', { title: undefined }],
  ['without an explanation', { explanation: undefined }],
  ['of no kind', { media_type: undefined }],
  ['of no day', { date: '2026-02-30' }],
  ['of the next century', { date: '2101-01-01' }],
  ['of the last one', { date: '1996-01-01' }],
];

test.each(odd)('a picture %s is passed over, and keeps out no other', async (_case, given) => {
  await refreshWith({});
  const count = (await rowsIn(open, 'pictures')) ?? 0;
  await open.platform.clock.advance(24 * 3_600_000);

  expect(await refreshWith(given, { title: 'The other' }, given)).toBe('DONE');

  expect(await open.status('apod')).toMatchObject({ lastError: undefined, freshness: 'FRESH' });
  expect([await newest(), await rowsIn(open, 'pictures')]).toMatchObject([{ title: 'The other' }, count + 1]);
});

test.each(odd)(
  'where there is nothing but pictures %s, that is no answer, and those of before stay',
  async (_case, given) => {
    await refreshWith({});
    const [before, count] = [await newest(), await rowsIn(open, 'pictures')];
    await open.platform.clock.advance(24 * 3_600_000);

    expect(await refreshWith(given, given)).toBe('FAILED');

    expect(await open.status('apod')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
    expect([await newest(), await rowsIn(open, 'pictures')]).toEqual([before, count]);
  },
);

test('an empty list is no answer', async () => {
  expect(await refreshWith()).toBe('FAILED');

  expect(await open.status('apod')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
});

test('thirty days are kept, each with its own', async () => {
  open.fakes.nasa.tell(path, undefined);
  await open.refresh('apod');
  const { date = Temporal.PlainDate.from('1995-06-16') } = (await newest()) ?? {};

  const days = Array.from({ length: 30 }, (_, back) => date.subtract({ days: back }));
  const found = await Promise.all(days.map((day) => pictureOf(open.scope().em, day)));

  expect(new Set(found.map((picture) => picture?.title))).toHaveProperty('size', 30);
  expect(new Set(found.map((picture) => picture?.mediaType))).toEqual(new Set(['image', 'video']));
});

test('the picture of a day ten years ago is forgotten, and none of later', async () => {
  await refreshWith({ title: 'Long ago' });
  const { date = Temporal.PlainDate.from('1995-06-16') } = (await newest()) ?? {};
  const old = () => pictureOf(open.scope().em, date);

  await open.platform.clock.advance(3_640 * 24 * 3_600_000);
  await refreshWith({});
  expect(await old()).toMatchObject({ title: 'Long ago' });

  await open.platform.clock.advance(20 * 24 * 3_600_000);
  await refreshWith({});
  expect(await old()).toBeUndefined();
});
