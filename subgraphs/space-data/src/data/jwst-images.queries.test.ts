import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { mostImages } from '../domain/retention.ts';
import { at } from '../testing/instants.ts';
import { serveSky } from '../testing/serve-sky.ts';
import { imagesOf, type JwstImage, keepImages } from './jwst-images.queries.ts';

const sky = await serveSky();
afterAll(() => sky[Symbol.asyncDispose]());

const imageOf = (id: string, source: JwstImage['source'], fetchedAt: string): JwstImage => ({
  ...{ id, source, observationId: id, program: '1', instruments: [], suffix: null, caption: null, thumbnailUrl: null },
  ...{ url: new URL(`https://example.org/${id}`), releasedAt: undefined, observedAt: undefined },
  fetchedAt: at(`${fetchedAt}T00:00:00Z`),
});

test('of each source those images remain that it told of last', async () => {
  await keepImages(sky.em(), [
    imageOf('oldest', 'jwst', '2026-01-01'),
    imageOf('older', 'jwst', '2026-01-02'),
    imageOf('shown', 'jwst-gallery', '2026-01-01'),
  ]);
  await rows(
    sky.em(),
    sql`
      insert into jwst_images (id, observation_id, program, instruments, url, source, fetched_at)
      select 'later' || number, 'o', '1', '{}', 'https://example.org/', 'jwst', '2026-02-01'
      from generate_series(1, ${mostImages - 2}::integer) as number`,
  );

  await keepImages(sky.em(), [imageOf('newest', 'jwst', '2026-02-02')]);

  const found = await imagesOf(sky.em(), ['oldest', 'older', 'shown', 'newest']);
  expect(found.map(({ id }) => id).toSorted()).toEqual(['newest', 'older', 'shown']);
});
