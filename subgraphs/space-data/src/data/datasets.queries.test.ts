import { rows, sql } from '@constellation/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from '../testing/instants.ts';
import { serveSky } from '../testing/serve-sky.ts';
import { type Dataset, datasetsOf, keepDatasets, listedDatasets, selectDatasets } from './datasets.queries.ts';

const sky = await serveSky();
afterAll(() => sky[Symbol.asyncDispose]());

const datasetOf = (number: number, given: Partial<Dataset> = {}): Dataset => ({
  accession: `OSD-${number}`,
  title: `Study of subject ${number}`,
  description: `Mice that were in space, and others that were not. ${'What they ate was weighed every day. '.repeat(20)}`,
  organism: ['Mus musculus'],
  projectType: null,
  releasedAt: at('2020-01-01T00:00:00Z').add({ seconds: number }),
  url: new URL(`https://example.org/OSD-${number}`),
  fetchedAt: at('2026-11-01T00:00:00Z'),
  ...given,
});

beforeAll(async () => {
  await keepDatasets(
    sky.em(),
    Array.from({ length: 4_000 }, (_, number) => datasetOf(number)),
  );
  await rows(sky.em(), sql`analyze datasets`);
});

const planOf = async (words: string | undefined, after?: Parameters<typeof selectDatasets>[1]['after']) =>
  JSON.stringify(await rows(sky.em(), sql`explain ${selectDatasets(words, { limit: 21, after })}`));

test('words are looked up in the index', async () => {
  expect(await planOf('1234')).toContain('Bitmap Index Scan on datasets_search');
  expect((await listedDatasets(sky.em(), 'subject 1234', { limit: 21 })).map(({ place }) => place.accession)).toEqual([
    'OSD-1234',
  ]);
});

test.each([
  ['the first page', undefined],
  ['a page far behind', { rank: '0', releasedAt: '2020-01-01T00:10:00Z', accession: 'OSD-600' }],
])('of all of them %s is read along the index', async (_case, after) => {
  const plan = await planOf(undefined, after);

  expect(plan).toContain('Index Scan using datasets_newest');
  expect(plan).not.toMatch(/Sort|Filter/);
});

test('what was fetched earlier changes nothing, in whatever order it comes', async () => {
  const later = datasetOf(1, { title: 'Later', fetchedAt: at('2026-11-02T00:00:00Z') });
  const earlier = datasetOf(1, { title: 'Earlier', fetchedAt: at('2026-11-01T12:00:00Z') });

  await keepDatasets(sky.em(), [earlier, later, earlier]);
  await keepDatasets(sky.em(), [earlier]);

  expect(await datasetsOf(sky.em(), ['OSD-1', 'nowhere', 'OSD-\0'])).toEqual([later]);
});
