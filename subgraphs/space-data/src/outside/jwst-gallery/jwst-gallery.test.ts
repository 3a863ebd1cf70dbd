import { rows, sql } from '@constellation/kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { imagesOf, listedImages } from '../../data/jwst-images.queries.ts';
import { type OpenSources, openTestSources } from '../../testing/open-sources.ts';
import { plain } from '../../testing/plain.ts';
import { testKeys } from '../fakes.ts';
import { fakeObservations } from '../jwst/fake.ts';
import { type FakeEntry, fakeEntries, type FakeGallery } from './fake.ts';

let open: OpenSources;
let fake: FakeGallery;
beforeAll(async () => {
  open = await openTestSources();
  fake = open.fakes.jwstGallery;
});
afterAll(() => open[Symbol.asyncDispose]());
beforeEach(async () => {
  fake.be('answers');
  fake.publish(fakeEntries);
  await rows(open.scope().em, sql`truncate jwst_images`);
});

const [thumb] = fakeEntries;
const stem = 'jw02731002001_02107_00004_mirimage_thumb';
const named = (name: string, changes: object = {}): FakeEntry => ({ ...thumb, id: `${name}.jpg`, ...changes });

/** Asks when it is time to; what came of it, and how many questions that took. */
async function refresh(id = 'jwst-gallery') {
  await open.platform.clock.advance(48 * 3_600_000);
  const before = fake.asked.length;
  return { outcome: await open.refresh(id), asked: fake.asked.length - before };
}

const kept = async () => (await listedImages(open.scope().em, {}, { limit: 10_000 })).map(({ id }) => id);
const keptOf = async (id: string) => plain((await imagesOf(open.scope().em, [id]))[0]);

test('an image is kept as the gallery shows it', async () => {
  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 2 });

  expect(await keptOf(stem)).toMatchObject({
    observationId: 'jw02731002001_02107_00004_mirimage',
    program: '2731',
    instruments: ['NIRCAM', 'MIRI'],
    suffix: 'thumb',
    caption: 'thumbnail image of the FITS data product',
    url: `https://stpubdata-jwst.stsci.edu/ero/jw02731/${stem}.jpg`,
    thumbnailUrl: null,
    releasedAt: null,
    observedAt: null,
    source: 'jwst-gallery',
  });
});

test('a gallery that shows nothing at all any more has failed', async () => {
  fake.publish([]);

  expect(await refresh()).toEqual({ outcome: 'FAILED', asked: 1 });
  expect(await open.status('jwst-gallery')).toMatchObject({ lastError: 'UPSTREAM_EMPTY' });
});

test('the key is told in a header, and stands nowhere else', async () => {
  const key = testKeys.jwstGallery;
  fake.publish([named('jw1', { location: `https://${key}@example.org/a.jpg` })]);
  await refresh();
  fake.publish([
    named('jw2', { location: `https://example.org/a.jpg?key=${key}`, thumbnail: `https://example.org/b.jpg#${key}` }),
  ]);
  await refresh();

  expect(fake.headers).toMatchObject({ 'x-api-key': key });
  expect(fake.asked.join()).not.toContain(key);
  expect(await kept()).toEqual(['jw2']);
  expect(JSON.stringify(await rows(open.scope().em, sql`select * from jwst_images`))).not.toContain(key);
  expect(await keptOf('jw2')).toMatchObject({ thumbnailUrl: 'https://example.org/b.jpg' });
});

test('without a key it is not asked, and says so, and no question fails', async () => {
  await using without = await openTestSources('embedded', { areAsked: true, keys: {} });

  const status = await without.status('jwst-gallery');
  expect([status?.configured, status?.nextAllowedAt]).toEqual([false, undefined]);
  expect(await without.refresh('jwst-gallery')).toBe('NOT_NOW');
  expect(without.fakes.jwstGallery.asked).toEqual([]);
  expect(await without.ask('{ jwstImages { edges { cursor } } sources { configured } }')).toMatchObject({
    data: { jwstImages: { edges: [] } },
  });
});

test('all pages come, up to one that is empty', async () => {
  fake.publish(Array.from({ length: 130 }, (_, index) => named(`jw${index}`)));

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 4 });

  expect(await kept()).toHaveLength(130);
});

test('of too many the first twenty pages come', async () => {
  fake.publish(Array.from({ length: 1_300 }, (_, index) => named(`jw${index}`)));

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 20 });

  expect(await kept()).toHaveLength(1_200);
});

test('it is left alone when it repeats itself', async () => {
  fake.be('repeats itself');

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 2 });

  expect(await kept()).toHaveLength(2);
});

test('a status within the answer counts', async () => {
  await refresh();
  fake.be('wants another key');

  expect(await refresh()).toEqual({ outcome: 'FAILED', asked: 1 });

  expect(await open.status('jwst-gallery')).toMatchObject({ lastError: 'UPSTREAM_401' });
  expect(await kept()).toHaveLength(2);
});

test.each<[string, FakeEntry]>([
  ['is not a JPEG', { ...thumb, id: 'jw1.fits' }],
  ['is not by https', named('jw1', { location: 'http://example.org/a.jpg' })],
  ['is nowhere', named('jw1', { location: null })],
  ['is of no programme', named('jw1', { program: null })],
  ['has no details', named('jw1', { details: null })],
])('an image that %s stays out, and keeps out no other', async (_case, entry) => {
  fake.publish([entry, named('jw2')]);

  expect(await refresh()).toMatchObject({ outcome: 'DONE' });

  expect(await kept()).toEqual(['jw2']);
});

test('a page of which nothing can be read keeps out no page after it', async () => {
  const odd = Array.from({ length: 60 }, (_, index) => named(`jw${index}`, { details: 'later' }));
  fake.publish([...odd, named('jw60'), ...odd]);

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 4 });

  expect(await kept()).toEqual(['jw60']);
});

test('an answer of which nothing can be read is a failure', async () => {
  fake.publish([named('jw1', { details: 'later' }), named('jw2', { program: {} })]);

  expect(await refresh()).toMatchObject({ outcome: 'FAILED' });

  expect(await open.status('jwst-gallery')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
});

test.each([
  ['before', ['jwst-gallery', 'jwst']],
  ['after', ['jwst', 'jwst-gallery']],
])('what the archive says counts for more, when the gallery is asked %s it', async (_case, ids) => {
  const image = 'jw02733-o001_t001_nircam_clear-f090w_i2d';
  fake.publish([named(image, { program: 1 }), named('jw2')]);
  open.fakes.mast.publish(fakeObservations(open.platform.clock.now()));

  for (const id of [...ids, ...ids]) expect(await refresh(id)).toMatchObject({ outcome: 'DONE' });

  expect(await kept()).toHaveLength(4);
  expect(await keptOf(image)).toMatchObject({ source: 'jwst', program: '2733' });
  expect(await keptOf('jw2')).toMatchObject({ source: 'jwst-gallery' });
});
