import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { FakeStudy } from '../outside/osdr/fake.ts';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';

const hour = 3_600_000;

const study = (Accession: string, title: string, description: string, released?: string): FakeStudy => ({
  Accession,
  'Study Title': title,
  'Study Description': description,
  'Study Public Release Date': released,
});

const some = [
  study('OSD-1', 'Muscles of mice', 'Loss of bone and muscle in mice.', '2020-01-01'),
  study('OSD-2', 'Bone loss in mice', 'Those that were in space lost some.', '2019-01-01'),
  study('OSD-3', 'Roots', 'Lost plants; bones of no mice. Bone, bone and bone again.'),
  study('OSD-4', 'Leaves of plants', 'They grow upward.', '2021-01-01'),
];

let open: OpenSources;
let untouched: unknown;
beforeAll(async () => {
  open = await openTestSources();
  untouched = await open.ask('{ osdrDatasets { totalCount edges { cursor } pageInfo { hasNextPage } } }');
  open.fakes.osdr.publish(some);
  await open.refresh('osdr');
});
afterAll(() => open[Symbol.asyncDispose]());

const listed = z.object({
  data: z.object({
    osdrDatasets: z.object({
      totalCount: z.number(),
      edges: z.object({ cursor: z.string(), node: z.object({ accession: z.string() }) }).array(),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});

const asked = (given: Readonly<Record<string, unknown>>) => {
  const written = Object.entries(given).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const fields = 'totalCount edges { cursor node { accession } } pageInfo { hasNextPage endCursor }';
  return `{ osdrDatasets${written.length > 0 ? `(${written.join()})` : ''} { ${fields} } }`;
};

const list = async (given: Readonly<Record<string, unknown>> = {}) =>
  listed.parse(await open.ask(asked(given))).data.osdrDatasets;

const found = async (search: string) =>
  (await list({ search, first: 100 })).edges.map(({ node: { accession } }) => accession);

test('before anybody was asked there are none, and nothing fails', () => {
  expect(untouched).toEqual({
    data: { osdrDatasets: { totalCount: 0, edges: [], pageInfo: { hasNextPage: false } } },
  });
});

test('a data set says where it comes from and how good that still is', async () => {
  const provenance = async () =>
    (
      await open.ask(`{ osdrDatasets(search: "roots") { edges { node {
        accession title description organism projectType releasedAt url
        provenance { source method fetchedAt observedAt elementsEpoch freshness staleSince license }
      } } } }`)
    ).data;
  const fetchedAt = (await open.status('osdr'))?.lastSuccessAt;
  const of = { source: 'osdr', method: 'REMOTE', observedAt: null, elementsEpoch: null, license: null };
  const shown = (freshness: string, staleSince: unknown) => ({
    osdrDatasets: {
      edges: [
        {
          node: {
            accession: 'OSD-3',
            title: 'Roots',
            description: some[2]?.['Study Description'],
            organism: [],
            projectType: null,
            releasedAt: null,
            url: 'https://osdr.nasa.gov/bio/repo/data/studies/OSD-3',
            provenance: { ...of, fetchedAt: expect.any(String), freshness, staleSince },
          },
        },
      ],
    },
  });
  expect(fetchedAt).toBeDefined();
  expect(await provenance()).toEqual(shown('FRESH', null));

  await open.platform.clock.advance(7 * hour);
  expect(await provenance()).toEqual(shown('STALE', expect.any(String)));
  await open.platform.clock.advance(30 * 24 * hour);
  expect(await provenance()).toEqual(shown('EXPIRED', expect.any(String)));
});

test('without words the newest release comes first, and last what has none', async () => {
  for (const given of [{}, { search: '  ' }, { search: null }]) {
    const { totalCount, edges } = await list(given);

    expect(totalCount).toBe(4);
    expect(edges.map(({ node: { accession } }) => accession)).toEqual(['OSD-4', 'OSD-1', 'OSD-2', 'OSD-3']);
  }
});

test.each([
  ['bone', ['OSD-2', 'OSD-3', 'OSD-1']],
  ['BONES mouse', []],
  ['mice bone', ['OSD-2', 'OSD-1', 'OSD-3']],
  ['"bone loss"', ['OSD-2']],
  ['plants or muscle', ['OSD-1', 'OSD-4', 'OSD-3']],
  ['bone -loss', ['OSD-3']],
  ['bone -muscle', ['OSD-2', 'OSD-3']],
  ['the', []],
  ['elephant', []],
  ["'):*&|!<->\\", []],
])('%s finds its data sets, those with it in the title first', async (search, accessions) => {
  expect(await found(search)).toEqual(accessions);
  expect((await list({ search, first: 1 })).totalCount).toBe(accessions.length);
});

const cursorOf = (...parts: readonly string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

test.each<[string, () => Promise<object> | object]>([
  ['a page of none', () => ({ first: 0 })],
  ['a page of 101', () => ({ first: 101 })],
  [
    'a cursor of another search',
    async () => ({ search: 'bone', after: (await list({ search: 'mice' })).pageInfo.endCursor }),
  ],
  ['a cursor of no search', async () => ({ search: 'bone', after: (await list()).pageInfo.endCursor })],
  ['a search with a cursor of none', async () => ({ after: (await list({ search: 'bone' })).pageInfo.endCursor })],
  ['a cursor that is none', () => ({ after: 'nowhere' })],
  ['a cursor without a place', () => ({ after: cursorOf('datasets') })],
  ['a cursor from another calendar', () => ({ after: cursorOf('datasets', '0', '2020-02-31T00:00:00Z', 'OSD-1') })],
  ['a cursor of no rank', () => ({ after: cursorOf('datasets', 'NaN', '2020-02-01T00:00:00Z', 'OSD-1') })],
  ['words without end', () => ({ search: 'bone '.repeat(41) })],
  ['words that no database takes', () => ({ search: 'bo\0ne' })],
])('%s is refused', async (_case, given) => {
  const answer = await open.ask(asked({ ...(await given()) }));

  expect(answer).toMatchObject({ data: { osdrDatasets: null }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test.each([undefined, 'mice'])(
  'page by page all come once and in order while others come and change (words: %s)',
  async (search) => {
    const old = Array.from({ length: 30 }, (_, index) =>
      study(`OSD-${100 + index}`, `Mice ${index % 3 === 0 ? 'and mice' : ''}`, 'Mice.', `20${10 + (index % 4)}-01-01`),
    );
    open.fakes.osdr.publish(old);
    await open.platform.clock.advance(4 * hour);
    await open.refresh('osdr');
    const whole = await list({ first: 100, ...(search !== undefined && { search }) });
    const seen: string[] = [];

    let after: string | null = null;
    for (let more = true; more;) {
      const page = await list({ first: 7, after, ...(search !== undefined && { search }) });
      seen.push(...page.edges.map(({ node }) => node.accession));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
      const late = Array.from({ length: 5 }, (_, index) =>
        study(`OSD-${500 + seen.length * 10 + index}`, 'Mice', 'Late.', `20${10 + index}-01-01`),
      );
      open.fakes.osdr.publish([...late, ...old]);
      await open.platform.clock.advance(4 * hour);
      expect(await open.refresh('osdr')).toBe('DONE');
    }

    const expected = whole.edges.map(({ node }) => node.accession);
    expect(seen.filter((accession) => expected.includes(accession))).toEqual(expected);
    expect(new Set(seen).size).toBe(seen.length);
  },
);

test('other parts of the graph refer to a data set by its accession', async () => {
  const accessions = ['OSD-2', 'OSD-999999', 'OSD-1'];
  const references = accessions.map((accession) => `{ __typename: "OsdrDataset", accession: "${accession}" }`);
  open.fakes.osdr.publish(some);
  await open.platform.clock.advance(4 * hour);
  await open.refresh('osdr');

  const answer = await open.ask(
    `{ _entities(representations: [${references.join()}]) { ... on OsdrDataset { title provenance { source } } } }`,
  );

  const provenance = { source: 'osdr' };
  expect(answer).toEqual({
    data: { _entities: [{ title: 'Bone loss in mice', provenance }, null, { title: 'Muscles of mice', provenance }] },
  });
});
