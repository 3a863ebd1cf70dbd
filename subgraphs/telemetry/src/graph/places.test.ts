import { newId, type Principal } from '@constellation/kit';
import { administrator, countStatements, leastOf } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { decommissionDevice } from '../actions/decommission-device.ts';
import { askEntities } from '../testing/ask.ts';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { device, host } from '../testing/people.ts';
import { type KnownVenue, knownVenue } from '../testing/venues.ts';

const telemetry = await openTelemetry('embedded', { workers: [] });
afterAll(() => telemetry[Symbol.asyncDispose]());

const [first, second] = [await knownVenue(telemetry), await knownVenue(telemetry)];
const empty = await knownVenue(telemetry);
const open = ({ id, roomIds }: KnownVenue) => openDevice(telemetry, { venueId: id, roomId: roomIds[0] });
const ofFirst = [await open(first), await open(first), await open(first)];
const ofSecond = [await open(second), await openDevice(telemetry, { venueId: second.id })];
await decommissionDevice(telemetry.scope(), { id: await open(first) });

const venues = (...known: readonly KnownVenue[]) => known.map(({ id }) => ({ __typename: 'Venue', id }));
const rooms = (...known: readonly KnownVenue[]) =>
  known.flatMap(({ roomIds }) => roomIds.map((id) => ({ __typename: 'Room', id })));

const nodes = (ids: readonly string[]) => ids.map((id) => ({ node: { id } }));
const ids = (given: readonly string[]) => given.map((id) => ({ id }));

const venueFields = (given: string) =>
  `... on Venue { devices${given} { edges { node { id } } pageInfo { hasNextPage endCursor } } }`;

test('venues and rooms show the devices in use there, each in the order they were registered', async () => {
  const asked = [
    ...venues(first, second, empty),
    ...rooms(first, second, empty),
    { __typename: 'Room', id: 'nowhere' },
  ];

  const { data, errors } = await askEntities(
    telemetry,
    asked,
    '... on Venue { list: devices(first: 2) { edges { node { id } } pageInfo { hasNextPage } } } ... on Room { devices { id } }',
  );

  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual([
    { list: { edges: nodes(ofFirst.slice(0, 2)), pageInfo: { hasNextPage: true } } },
    { list: { edges: nodes(ofSecond), pageInfo: { hasNextPage: false } } },
    { list: { edges: [], pageInfo: { hasNextPage: false } } },
    { devices: ids(ofFirst) },
    { devices: ids(ofSecond.slice(0, 1)) },
    { devices: [] },
    { devices: [] },
  ]);
});

test('many venues and rooms cost as many statements as one of each', async () => {
  const statements = await countStatements(telemetry.scope().em);
  const fields = `${venueFields('')} ... on Room { inRoom: devices { id } climate { at } }`;
  const cost = async (...known: readonly KnownVenue[]) => {
    const before = statements();
    await askEntities(telemetry, [...venues(...known), ...rooms(...known)], fields);
    return statements() - before;
  };

  const costs = [await leastOf(() => cost(first)), await leastOf(() => cost(first, second, empty))];

  expect(costs).toEqual([3, 3]);
});

test('a page goes on behind its last entry, and in no other list', async () => {
  const page = async (given: string, ...known: readonly KnownVenue[]) => {
    const { data, errors } = await askEntities(telemetry, venues(...known), venueFields(given));
    return { list: Object(data?.['_entities'])[0]?.devices, errors };
  };
  const { list } = await page('(first: 2)', first);

  const rest = await page(`(after: "${list.pageInfo.endCursor}")`, first);
  const foreign = await page(`(after: "${list.pageInfo.endCursor}")`, second);
  const tooMany = await page('(first: 101)', first);

  expect(rest.list).toMatchObject({ edges: nodes(ofFirst.slice(2)) });
  for (const refused of [foreign, tooMany])
    expect(refused).toMatchObject({ list: null, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('one venue can be asked for two pages at once', async () => {
  const { data } = await askEntities(
    telemetry,
    venues(first),
    '... on Venue { one: devices(first: 1) { edges { node { id } } } all: devices { edges { node { id } } } }',
  );

  expect(data?.['_entities']).toEqual([{ one: { edges: nodes(ofFirst.slice(0, 1)) }, all: { edges: nodes(ofFirst) } }]);
});

test.each<[string, Principal, readonly string[], readonly string[]]>([
  ['an administrator', administrator, ofFirst, ofSecond],
  ['staff of one venue', host(first), ofFirst, []],
  ['staff of another', host({ id: newId() }), [], []],
  ['a device', device(ofSecond[0] ?? ''), [], ofSecond.slice(0, 1)],
])('%s sees at venues and in rooms what is theirs to see', async (_who, principal, atFirst, atSecond) => {
  const fields = `${venueFields('')} ... on Room { inRoom: devices { id } }`;

  const { data } = await askEntities(telemetry, [...venues(first, second), ...rooms(first)], fields, { principal });

  expect(data?.['_entities']).toMatchObject([
    { devices: { edges: nodes(atFirst) } },
    { devices: { edges: nodes(atSecond) } },
    { inRoom: ids(atFirst) },
  ]);
});

test('a room shows a hundred devices at most', async () => {
  const crowded = await knownVenue(telemetry);
  for (let count = 0; count < 101; count += 1) await open(crowded);

  const { data } = await askEntities(telemetry, rooms(crowded), '... on Room { devices { id } }');

  expect(Object(data?.['_entities'])[0].devices).toHaveLength(100);
});
