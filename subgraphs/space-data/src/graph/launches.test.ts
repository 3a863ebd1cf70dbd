import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeLaunch, launchId } from '../outside/launches/fake.ts';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';

const minute = 60_000;
const hour = 60 * minute;

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());

const inHours = (hours: number) => open.platform.clock.now().add({ hours }).round('second');

/** Lets time pass, then has launches told and asks for them. */
async function takeIn(launches: readonly FakeLaunch[], passMs = 3 * hour) {
  await open.platform.clock.advance(passMs);
  open.fakes.launchLibrary.tell(launches);
  expect(await open.refresh('launches')).toBe('DONE');
}

const shape = z.object({
  launches: z.object({
    edges: z.object({ node: z.object({ id: z.string() }) }).array(),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

async function listed(given = '(first: 100)') {
  const { data, errors } = await open.ask(
    `{ launches${given} { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
  );
  expect(errors).toBeUndefined();
  const { edges, pageInfo } = shape.parse(data).launches;
  return { ids: edges.map(({ node }) => node.id), pageInfo };
}

const ids = (...numbers: number[]) => numbers.map(launchId);

const found = (id: string) =>
  open.ask(`{ _entities(representations: [{ __typename: "Launch", id: "${id}" }]) { ... on Launch { status } } }`);

test('as long as nobody was asked there are none', async () => {
  expect(await listed()).toEqual({ ids: [], pageInfo: { hasNextPage: false, endCursor: null } });
});

test('launches are told by their time with all that is known, and where from', async () => {
  const net = inHours(30);
  await takeIn([
    { id: launchId(1), net: net.add({ hours: 1 }), isVague: true },
    { id: launchId(2), net },
  ]);

  const answer = await open.ask(`{ launches { edges { node {
    id name net netPrecision status provider pad mission provenance { source method freshness staleSince fetchedAt }
  } } } }`);

  const common = { name: 'Falcon 9 Block 5 | Starlink Group 15-12', status: 'Go for Launch', provider: 'SpaceX' };
  const provenance = { source: 'launches', method: 'REMOTE', freshness: 'FRESH', staleSince: null };
  const known = {
    ...{ netPrecision: 'Minute', mission: 'Starlink Group 15-12' },
    pad: 'Space Launch Complex 40, Cape Canaveral SFS, FL, USA',
  };
  const unknown = { netPrecision: null, mission: null, pad: null };
  expect(answer).toMatchObject({
    data: {
      launches: {
        edges: [
          { node: { id: launchId(2), ...common, net: net.toString(), ...known, provenance } },
          { node: { id: launchId(1), ...common, ...unknown, provenance } },
        ],
      },
    },
  });
});

test('a launch is to come until six hours after its time, however old what is told of it; then it is still there by its id', async () => {
  const [soon, thatDay] = [inHours(4), inHours(4)];
  await takeIn([
    { id: launchId(10), net: soon, status: 'Launch in Flight' },
    { id: launchId(11), net: thatDay, precision: 'Day' },
  ]);

  await open.platform.clock.advance(6 * hour);
  expect((await listed()).ids).toEqual(ids(10, 11));
  await open.platform.clock.advance(2 * hour);
  expect((await listed()).ids).toEqual(ids(11));
  await open.platform.clock.advance(24 * hour);
  expect((await listed()).ids).toEqual([]);

  expect(await found(launchId(10))).toEqual({ data: { _entities: [{ status: 'Launch in Flight' }] } });
});

test('a launch that is told no more is not to come any more after an hour, and there by its id', async () => {
  const net = inHours(500);
  const [told, gone] = [
    { id: launchId(20), net },
    { id: launchId(21), net },
  ];
  await takeIn([told, gone]);

  await takeIn([told], 50 * minute);
  expect((await listed()).ids).toEqual(ids(20, 21));
  await takeIn([told], 20 * minute);
  expect((await listed()).ids).toEqual(ids(20));

  expect(await found(launchId(21))).toEqual({ data: { _entities: [{ status: 'Go for Launch' }] } });
});

test('no id but that of a launch finds one', async () => {
  for (const id of [launchId(999), 'nonsense', '']) expect(await found(id)).toEqual({ data: { _entities: [null] } });
});

test('pages follow one another without gaps or doubles, those of the same time too', async () => {
  const net = inHours(40);
  await takeIn([34, 31, 36, 33, 30, 35, 32].map((number) => ({ id: launchId(number), net })));
  const pages: string[][] = [];

  let after = '';
  for (let more = true; more;) {
    const { ids: page, pageInfo } = await listed(`(first: 3${after})`);
    pages.push(page);
    after = `, after: "${pageInfo.endCursor}"`;
    more = pageInfo.hasNextPage;
  }

  expect(pages).toEqual([ids(30, 31, 32), ids(33, 34, 35), ids(36)]);
});

test('while launches slip a page goes on at its time: what slipped behind it comes again, what came before it does not', async () => {
  const start = inHours(0);
  const at = (number: number, hours: number) => ({ id: launchId(number), net: start.add({ hours }) });
  await takeIn([at(40, 50), at(41, 60), at(42, 70), at(43, 80), at(44, 90)]);
  const { ids: first, pageInfo } = await listed('(first: 2)');

  await takeIn([at(40, 50), at(41, 75), at(42, 70), at(43, 80), at(44, 52)]);
  const { ids: second } = await listed(`(first: 9, after: "${pageInfo.endCursor}")`);

  expect(first).toEqual(ids(40, 41));
  expect(second).toEqual(ids(42, 41, 43));
});

test('a page goes on behind a launch that is gone', async () => {
  await takeIn([50, 51].map((number) => ({ id: launchId(number), net: inHours(20) })));
  const { pageInfo } = await listed('(first: 1)');

  await takeIn([{ id: launchId(51), net: inHours(17) }]);

  expect((await listed(`(first: 1, after: "${pageInfo.endCursor}")`)).ids).toEqual(ids(51));
});

const madeUp = (...key: string[]) => Buffer.from(JSON.stringify(['launches', ...key])).toString('base64url');

test.each([
  ['first: 0', 'first'],
  ['first: 101', 'first'],
  ['after: "nonsense"', 'cursor'],
  [`after: "${madeUp()}"`, 'cursor'],
  [`after: "${madeUp('yesterday', launchId(1))}"`, 'cursor'],
  [`after: "${madeUp('2026-02-30T00:00:00Z', launchId(1))}"`, 'cursor'],
  [`after: "${madeUp('2026-02-20T00:00:00Z', "' or true")}"`, 'cursor'],
])('%s is refused', async (given, argument) => {
  expect(await open.ask(`{ launches(${given}) { edges { cursor } } }`)).toMatchObject({
    errors: [{ message: expect.stringContaining(argument), extensions: { code: 'BAD_USER_INPUT' } }],
  });
});
