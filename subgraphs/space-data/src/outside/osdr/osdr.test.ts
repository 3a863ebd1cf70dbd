import { rows, sql } from '@constellation/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countedDatasets, datasetsOf } from '../../data/datasets.queries.ts';
import { type OpenSources, openTestSources } from '../../testing/open-sources.ts';
import { plain } from '../../testing/plain.ts';
import { type FakeOsdr, type FakeStudy, fakeStudies, type OsdrMood } from './fake.ts';

let open: OpenSources;
let fake: FakeOsdr;
beforeAll(async () => {
  open = await openTestSources();
  fake = open.fakes.osdr;
});
afterAll(() => open[Symbol.asyncDispose]());
beforeEach(async () => {
  fake.be('counts studies');
  fake.publish(some);
  await rows(open.scope().em, sql`truncate datasets`);
});

const some = fakeStudies(Temporal.Instant.from('2026-11-01T00:00:00Z'));
const many = (count: number): FakeStudy[] =>
  Array.from({ length: count }, (_, index) => ({
    Accession: `OSD-${1_000 + index}`,
    'Study Title': `Study ${1_000 + index}`,
    organism: 'Mus musculus',
    'Study Public Release Date': 1_600_000_000 + index,
  }));

/** Asks when it is time to; what came of it, and how many questions that took. */
async function refresh() {
  await open.platform.clock.advance(12 * 3_600_000);
  const before = fake.asked.length;
  return { outcome: await open.refresh('osdr'), asked: fake.asked.length - before };
}

const kept = () => countedDatasets(open.scope().em, undefined);
const keptOf = async (accession: string) => plain((await datasetsOf(open.scope().em, [accession]))[0]);

test('what it publishes is kept, whatever kind of date, species and mission it has', async () => {
  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 1 });

  expect(await keptOf('OSD-48')).toMatchObject({
    title: 'Rodent Research-1 (RR1) NASA Validation Flight: Mouse liver transcriptomic, proteomic and epigenomic data',
    description: 'Livers of mice that were in space for 37 days.',
    organism: ['Mus musculus'],
    projectType: 'Spaceflight Study',
    releasedAt: '2016-05-13T00:00:00Z',
    url: 'https://osdr.nasa.gov/bio/repo/data/studies/OSD-48',
  });
  expect(await keptOf('OSD-120')).toMatchObject({
    organism: ['Arabidopsis thaliana'],
    projectType: 'Spaceflight Study',
    releasedAt: '2017-08-04T00:00:00Z',
  });
  expect(await keptOf('OSD-665')).toMatchObject({ organism: [], description: null, projectType: null });
});

test.each<[OsdrMood, number]>([
  ['counts pages', 6],
  ['counts studies', 7],
  ['gives short pages', 38],
])('all of many come where it %s, with no more questions than that takes', async (mood, asked) => {
  fake.be(mood);
  fake.publish(many(255));

  expect(await refresh()).toEqual({ outcome: 'DONE', asked });

  expect(await kept()).toBe(255);
});

test.each<OsdrMood>(['counts pages', 'counts studies'])(
  'where it %s, one more than a page is all there is',
  async (mood) => {
    fake.be(mood);
    fake.publish(many(51));

    expect(await refresh()).toEqual({ outcome: 'DONE', asked: 2 });

    expect(await kept()).toBe(51);
  },
);

test('it is left alone when it repeats itself, whatever it promises', async () => {
  fake.be('repeats itself');
  fake.publish(many(60));

  expect(await refresh()).toEqual({ outcome: 'DONE', asked: 3 });

  expect(await kept()).toBe(50);
});

test('however often it is asked there is one row for each, as it was told last', async () => {
  for (const title of ['First', 'Second', 'Third']) {
    fake.publish([...many(60), { Accession: 'OSD-7', 'Study Title': title, organism: ['Danio rerio'] }]);
    expect(await refresh()).toMatchObject({ outcome: 'DONE' });
  }

  expect(await kept()).toBe(61);
  expect(await keptOf('OSD-7')).toMatchObject({ title: 'Third', organism: ['Danio rerio'], releasedAt: null });
});

test.each<[string, object]>([
  ['no title', {}],
  ['an empty title', { 'Study Title': ' ' }],
  ['a title that is a number', { 'Study Title': 7 }],
  ['species that are none', { 'Study Title': 'Changed', organism: { name: 'mouse' } }],
])('a study with %s stays as it was, and keeps out no other', async (_case, fields) => {
  await refresh();
  const before = await keptOf('OSD-48');

  fake.publish([{ Accession: 'OSD-48', ...fields }, ...many(1)]);

  expect(await refresh()).toMatchObject({ outcome: 'DONE' });
  expect(await keptOf('OSD-48')).toEqual(before);
  expect(await keptOf('OSD-1000')).toMatchObject({ title: 'Study 1000' });
});

const month = 31 * 24 * 3_600_000;

test.each<OsdrMood>(['counts studies', 'counts pages'])(
  'what the lists of a month have not had is forgotten once all of one that %s has come, and not before',
  async (mood) => {
    fake.be(mood);
    await refresh();
    fake.publish(many(60));
    await refresh();
    expect(await keptOf('OSD-48')).toMatchObject({ accession: 'OSD-48' });
    await open.platform.clock.advance(month);

    fake.be('repeats itself');
    await refresh();
    expect(await kept()).toBe(63);

    fake.be(mood);
    await refresh();
    expect(await kept()).toBe(60);
    expect(await keptOf('OSD-48')).toBeNull();
  },
);

test('nothing is forgotten while something that is listed cannot be read', async () => {
  await refresh();
  fake.publish([{ Accession: 'OSD-48' }, ...many(60)]);
  for (let turn = 0; turn < 2; turn += 1) {
    await open.platform.clock.advance(month);
    expect(await refresh()).toMatchObject({ outcome: 'DONE' });
  }

  expect(await kept()).toBe(63);
  expect(await keptOf('OSD-48')).toMatchObject({ projectType: 'Spaceflight Study' });

  fake.publish([{ Accession: 'OSD-48', 'Study Title': 'Readable again' }, ...many(60)]);
  await refresh();
  expect(await kept()).toBe(61);
  expect(await keptOf('OSD-48')).toMatchObject({ title: 'Readable again' });
});

const odd = (count: number): FakeStudy[] =>
  Array.from({ length: count }, (_, index) => ({ Accession: `OSD-${index}`, Title: 'Renamed' }));

describe.each<OsdrMood>(['counts pages', 'counts studies'])('where it %s', (mood) => {
  test.each<[string, number, readonly FakeStudy[], number]>([
    ['the last page', 50, [...many(50), ...odd(1)], 2],
    ['the first page', 30, [...odd(50), ...many(30)], 2],
    ['a page between', 90, [...many(50), ...odd(60), ...many(90).slice(50)], 3],
  ])('%s keeps out no other, though nothing of it can be read', async (_case, count, studies, pages) => {
    fake.be(mood);
    fake.publish(studies);

    const { outcome, asked } = await refresh();

    expect([outcome, await kept()]).toEqual(['DONE', count]);
    expect(asked).toBeLessThanOrEqual(pages + 1);
  });
});

test('an accession that would lead elsewhere is none', async () => {
  fake.publish([...some, { Accession: '../../../evil?', 'Study Title': 'Evil' }]);

  await refresh();

  expect(await kept()).toBe(3);
});

test.each<[string, string, () => void]>([
  [
    'of which nothing can be read',
    'UPSTREAM_MALFORMED',
    () => fake.publish(some.map(({ Accession }) => ({ Accession, Title: 'Renamed' }))),
  ],
  ['without anything', 'UPSTREAM_EMPTY', () => fake.be('knows none')],
])('an answer %s is a failure that leaves what was there', async (_case, lastError, change) => {
  await refresh();

  change();

  expect(await refresh()).toMatchObject({ outcome: 'FAILED' });
  expect(await open.status('osdr')).toMatchObject({ lastError });
  expect(await kept()).toBe(3);
});
