import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fakeEntries } from '../outside/jwst-gallery/fake.ts';
import { type FakeObservation, fakeObservations } from '../outside/jwst/fake.ts';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';

const hour = 3_600_000;

let open: OpenSources;
let untouched: unknown;
beforeAll(async () => {
  open = await openTestSources();
  untouched = await open.ask('{ jwstImages { edges { cursor } pageInfo { hasNextPage } } }');
  open.fakes.mast.publish(some());
  await open.refresh('jwst');
  await open.refresh('jwst-gallery');
});
afterAll(() => open[Symbol.asyncDispose]());

/** An observation that was released so many days ago. */
const observation = (id: string, daysAgo: number, changes: object = {}): FakeObservation => ({
  ...fakeObservations(open.platform.clock.now().subtract({ hours: 24 * (daysAgo - 1) }))[0],
  obs_id: id,
  jpegURL: `mast:JWST/product/${id}_i2d.jpg`,
  ...changes,
});

const some = () => [
  observation('old', 3),
  observation('new', 1, { instrument_name: 'MIRI/IMAGE', jpegURL: 'mast:JWST/product/new_cal.jpg' }),
  observation('other', 2, { proposal_id: '01345', instrument_name: 'MIRI' }),
];
const inOrder = ['new_cal', 'other_i2d', 'old_i2d', 'jw02731002001_02107_00004_mirimage_thumb'].concat(
  'jw02731002001_02107_00004_mirimage_cal',
);

const listed = z.object({
  data: z.object({
    jwstImages: z.object({
      edges: z.object({ cursor: z.string(), node: z.object({ id: z.string() }) }).array(),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});

type Arguments = { readonly first?: number; readonly after?: string | null; readonly filter?: string };

const asked = ({ first = 24, after = null, filter = 'null' }: Arguments) =>
  `{ jwstImages(first: ${first}, after: ${JSON.stringify(after)}, filter: ${filter}) {
    edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`;

const list = async (given: Arguments = {}) => listed.parse(await open.ask(asked(given))).data.jwstImages;
const idsIn = ({ edges }: Awaited<ReturnType<typeof list>>) => edges.map(({ node: { id } }) => id);

test('before anybody was asked there are none, and nothing fails', () => {
  expect(untouched).toEqual({ data: { jwstImages: { edges: [], pageInfo: { hasNextPage: false } } } });
});

test('the newest release comes first, and last what has none', async () => {
  expect(idsIn(await list())).toEqual(inOrder);
});

test.each<[string, readonly string[]]>([
  ['{}', inOrder],
  ['{ program: null, instrument: null, suffix: null }', inOrder],
  ['{ program: "2733" }', ['new_cal', 'old_i2d']],
  ['{ program: "1345" }', ['other_i2d']],
  ['{ program: "01345" }', ['other_i2d']],
  ['{ instrument: "NIRCam" }', inOrder.slice(2)],
  ['{ instrument: "miri", program: "2733" }', ['new_cal']],
  ['{ suffix: "_i2d" }', ['other_i2d', 'old_i2d']],
  ['{ suffix: "cal" }', ['new_cal', 'jw02731002001_02107_00004_mirimage_cal']],
  ['{ suffix: "cal", instrument: "MIRI", program: "2731" }', ['jw02731002001_02107_00004_mirimage_cal']],
  ['{ program: "9" }', []],
  ['{ program: "\' or true" }', []],
])('%s finds what fits all of it', async (filter, ids) => {
  expect(idsIn(await list({ filter }))).toEqual(ids);
});

test('an image says where it comes from and how good that still is', async () => {
  const shown = async (id: string) =>
    (
      await open.ask(`{ _entities(representations: [{ __typename: "JwstImage", id: "${id}" }]) { ... on JwstImage {
        id observationId program instruments suffix caption url thumbnailUrl
        provenance { source method fetchedAt observedAt elementsEpoch freshness staleSince license }
      } } }`)
    ).data?.['_entities'];
  const remote = { method: 'REMOTE', fetchedAt: expect.any(String), elementsEpoch: null, license: null };
  const archived = (freshness: string, staleSince: unknown) => ({
    id: 'old_i2d',
    observationId: 'old',
    program: '2733',
    instruments: ['NIRCAM'],
    suffix: 'i2d',
    caption: 'NGC-3132 (F090W): Southern Ring Nebula',
    url: 'https://mast.stsci.edu/api/v0.1/Download/file?uri=mast:JWST/product/old_i2d.jpg',
    thumbnailUrl: null,
    provenance: { ...remote, source: 'jwst', observedAt: expect.any(String), freshness, staleSince },
  });
  expect(await shown('old_i2d')).toEqual([archived('FRESH', null)]);
  expect(await shown('jw02731002001_02107_00004_mirimage_cal')).toMatchObject([
    { provenance: { ...remote, source: 'jwst-gallery', observedAt: null, freshness: 'FRESH', staleSince: null } },
  ]);
  expect(await shown('unknown')).toEqual([null]);

  await open.platform.clock.advance(7 * hour);
  expect(await shown('old_i2d')).toEqual([archived('STALE', expect.any(String))]);
  await open.platform.clock.advance(30 * 24 * hour);
  expect(await shown('old_i2d')).toEqual([archived('EXPIRED', expect.any(String))]);
});

const cursorOf = (...parts: readonly string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

test.each<[string, () => Promise<Arguments> | Arguments]>([
  ['a page of none', () => ({ first: 0 })],
  ['a page of 101', () => ({ first: 101 })],
  [
    'a cursor of another filter',
    async () => ({ after: (await list({ filter: '{ suffix: "i2d" }' })).pageInfo.endCursor }),
  ],
  ['a cursor of no filter', async () => ({ filter: '{ suffix: "i2d" }', after: (await list()).pageInfo.endCursor })],
  ['a cursor that is none', () => ({ after: 'nowhere' })],
  ['a cursor without a place', () => ({ after: cursorOf('images') })],
  ['a cursor from another calendar', () => ({ after: cursorOf('images', '2026-02-30T00:00:00Z', 'jw') })],
  ['a programme without end', () => ({ filter: `{ program: "${'1'.repeat(51)}" }` })],
  ['an instrument that no database takes', () => ({ filter: '{ instrument: "MI\\u0000RI" }' })],
])('%s is refused', async (_case, given) => {
  const answer = await open.ask(asked(await given()));

  expect(answer).toMatchObject({ data: { jwstImages: null }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('page by page all come once and in order while others come from both sources', async () => {
  const start = open.platform.clock.now();
  const days = Array.from({ length: 20 }, (_, day) => day + 1);
  const entries = days.map((day) => ({ ...fakeEntries[0], id: `shown-${day}.jpg` }));
  const old = days.map((day) => observation(`found-${day}`, day));
  const publish = async (number: number) => {
    const late = [2, 8, 12, 19].map((day) => observation(`late-${number}-${day}`, day));
    open.fakes.mast.publish([...late.slice(0, number), ...old]);
    open.fakes.jwstGallery.publish([{ ...fakeEntries[0], id: `also-${number}.jpg` }, ...entries].slice(number ? 0 : 1));
    await open.platform.clock.advance(6 * hour);
    expect([await open.refresh('jwst'), await open.refresh('jwst-gallery')]).toEqual(['DONE', 'DONE']);
  };
  await publish(0);
  const whole = idsIn(await list({ first: 100 }));
  const seen: string[] = [];

  let after: string | null = null;
  for (let more = true; more;) {
    const page = await list({ first: 6, after });
    seen.push(...idsIn(page));
    ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    await publish(seen.length);
  }

  expect(open.platform.clock.now().since(start).total('hours')).toBeLessThan(30 * 24);
  expect(whole.length).toBeGreaterThanOrEqual(40);
  expect(seen.filter((id) => whole.includes(id))).toEqual(whole);
  expect(new Set(seen).size).toBe(seen.length);
});
