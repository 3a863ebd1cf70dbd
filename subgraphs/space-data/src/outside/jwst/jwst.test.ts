import { rows, sql } from '@constellation/kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { imagesOf, listedImages } from '../../data/jwst-images.queries.ts';
import { type OpenSources, openTestSources } from '../../testing/open-sources.ts';
import { plain } from '../../testing/plain.ts';
import { type FakeMast, type FakeObservation, fakeObservations } from './fake.ts';

let open: OpenSources;
let fake: FakeMast;
beforeAll(async () => {
  open = await openTestSources();
  fake = open.fakes.mast;
});
afterAll(() => open[Symbol.asyncDispose]());
beforeEach(async () => {
  await open.platform.clock.advance(12 * hour);
  fake.be('answers');
  fake.publish(fakeObservations(open.platform.clock.now()));
  await rows(open.scope().em, sql`truncate jwst_images`);
});

const hour = 3_600_000;
const name = 'jw02733-o001_t001_nircam_clear-f090w';
const image = `${name}_i2d`;

/** Observations that were released so many days ago, and look like the usual ones otherwise. */
const released = (days: readonly number[], changes: object = {}): FakeObservation[] =>
  days.map((day, index) => ({
    ...fakeObservations(open.platform.clock.now().subtract({ seconds: Math.round((day - 1) * 86_400) }))[0],
    obs_id: `jw${index}`,
    jpegURL: `mast:JWST/product/jw${index}_i2d.jpg`,
    ...changes,
  }));

test('an archive that has nothing at all any more has failed', async () => {
  fake.publish([]);

  expect(await refresh()).toMatchObject({ outcome: 'FAILED' });
  expect(await open.status('jwst')).toMatchObject({ lastError: 'UPSTREAM_EMPTY' });
});

/** Asks; what came of it, and how many questions that took. */
async function refresh() {
  const before = fake.asked.length;
  return { outcome: await open.refresh('jwst', { pauseMs: 1 }), asked: fake.asked.length - before };
}

const kept = async () => (await listedImages(open.scope().em, {}, { limit: 10_000 })).map(({ id }) => id);
const keptOf = async (id: string) => plain((await imagesOf(open.scope().em, [id]))[0]);

test('an observation is kept as the image that anybody may see', async () => {
  const now = open.platform.clock.now();

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 6 });

  expect(fake.asked).toContain('/api/v0/invoke');
  expect(await keptOf(image)).toMatchObject({
    observationId: name,
    program: '2733',
    instruments: ['NIRCAM'],
    suffix: 'i2d',
    caption: 'NGC-3132 (F090W): Southern Ring Nebula',
    url: `https://mast.stsci.edu/api/v0.1/Download/file?uri=mast:JWST/product/${image}.jpg`,
    thumbnailUrl: null,
    source: 'jwst',
  });
  const { releasedAt, observedAt } = (await imagesOf(open.scope().em, [image]))[0] ?? {};
  expect(releasedAt && now.since(releasedAt).total('hours')).toBeCloseTo(24, 3);
  expect(observedAt && now.since(observedAt).total('hours')).toBeCloseTo(401 * 24, 3);
});

test('what is not public stays out, even where the archive says otherwise of when', async () => {
  fake.publish([
    ...released([1, 1], { dataRights: 'EXCLUSIVE_ACCESS' }),
    ...released([-1e-3], { jpegURL: 'mast:JWST/product/early_i2d.jpg' }),
    ...released([2], { jpegURL: 'mast:JWST/product/late_i2d.jpg' }),
  ]);

  await refresh();

  expect(await kept()).toEqual(['late_i2d']);
});

test.each([
  ['no preview', null],
  ['an empty preview', ''],
  ['a preview that is no JPEG', 'mast:JWST/product/jw1_i2d.fits'],
  ['a preview of another telescope', 'mast:HST/product/jw1_i2d.jpg'],
  ['a preview elsewhere', 'http://example.org/jw1_i2d.jpg'],
  ['a preview that leads elsewhere', 'mast:JWST/product/../../jw1_i2d.jpg'],
  ['a preview with a key', 'mast:JWST/product/jw1_i2d.jpg&token=k3y'],
])('an observation with %s is no image', async (_case, jpegURL) => {
  fake.publish([...fakeObservations(open.platform.clock.now()), ...released([1], { jpegURL })]);

  expect(await refresh()).toMatchObject({ outcome: 'DONE' });

  expect(await kept()).toHaveLength(3);
});

test('the newest come, from twelve weeks and no more', async () => {
  fake.publish(released([0.5, 13.5, 14.5, 50, 83.5, 84.5, 400]));

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 6 });

  expect(await kept()).toEqual(['jw0_i2d', 'jw1_i2d', 'jw2_i2d', 'jw3_i2d', 'jw4_i2d']);
});

test('all pages of a stretch come, and of many the newest', async () => {
  fake.be('gives short pages');
  fake.publish(released(Array.from({ length: 60 }, (_, index) => 0.5 + index)));

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 12 });

  expect(await kept()).toEqual(Array.from({ length: 34 }, (_, index) => `jw${index}_i2d`));
});

test('an archive that is still looking is asked again, until it has found something', async () => {
  fake.be('looks for a while');

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 18 });

  expect(await kept()).toHaveLength(3);
});

test.each([
  ['looks for ever', 'UPSTREAM_TIMEOUT', 10],
  ['fails', 'UPSTREAM_MALFORMED', 1],
] as const)('an archive that %s has failed, and what was there stays', async (mood, lastError, asked) => {
  await refresh();
  await open.platform.clock.advance(12 * hour);

  fake.be(mood);

  expect(await refresh()).toEqual({ outcome: 'FAILED', asked });
  expect(await open.status('jwst')).toMatchObject({ lastError });
  expect(await kept()).toHaveLength(3);
});

test('however often it is asked there is one row for each, as it was told last', async () => {
  for (const target of ['First', 'Second', 'Third']) {
    fake.publish(
      released([1, 2, 3], {
        target_name: target,
        filters: null,
        obs_title: null,
        proposal_id: 7,
        instrument_name: null,
      }),
    );
    expect(await refresh()).toMatchObject({ outcome: 'DONE' });
    await open.platform.clock.advance(12 * hour);
  }

  expect(await kept()).toHaveLength(3);
  expect(await keptOf('jw1_i2d')).toMatchObject({ caption: 'Third', program: '7', instruments: [] });
});

test('an observation that cannot be read stays as it was, and keeps out no other', async () => {
  await refresh();
  const before = await keptOf(image);
  await open.platform.clock.advance(12 * hour);

  const [first, second] = fakeObservations(open.platform.clock.now());
  fake.publish([
    { ...first, obs_id: '', target_name: 'Changed' },
    { ...second, obs_id: 'known', target_name: 'Changed' },
  ]);
  await refresh();

  expect(await keptOf(image)).toEqual(before);
  expect(await keptOf('jw02733-o001_t001_nircam_clear-f187n_i2d')).toMatchObject({ observationId: 'known' });
});

test('an observation that is alone in its stretch and cannot be read keeps out none of another', async () => {
  fake.publish([...released([1], { obs_id: '' }), ...released([20, 80])]);

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 6 });

  expect(await kept()).toEqual(['jw0_i2d', 'jw1_i2d']);
});

test('an answer of which nothing can be read is a failure', async () => {
  fake.publish(released([1, 2], { dataRights: undefined, rights: 'PUBLIC' }));

  expect(await refresh()).toMatchObject({ outcome: 'FAILED' });

  expect(await open.status('jwst')).toMatchObject({ lastError: 'UPSTREAM_MALFORMED' });
});
