import { newId, type Principal } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import type { DeviceFilter } from '../data/device-list.queries.ts';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { device, host, manager } from '../testing/people.ts';
import { knownVenue } from '../testing/venues.ts';
import { decommissionDevice } from './decommission-device.ts';
import { listDevices } from './list-devices.ts';
import { updateDevice } from './update-device.ts';

const telemetry = await openTelemetry();
const { scope } = telemetry;
afterAll(() => telemetry[Symbol.asyncDispose]());

const [home, other] = [await knownVenue(telemetry, 2), await knownVenue(telemetry)];
const [hall = '', dome = ''] = home.roomIds;
const humidity = { capabilities: [{ metric: 'humidity', unit: '%' }] };
const inHall = await openDevice(telemetry, { venueId: home.id, roomId: hall });
const inDome = await openDevice(telemetry, { venueId: home.id, roomId: dome, ...humidity });
const elsewhere = await openDevice(telemetry, { venueId: other.id, ...humidity });
const nowhere = await openDevice(telemetry);
const changed = await openDevice(telemetry, { venueId: home.id });
await updateDevice(scope(), { input: { id: changed, ...humidity } });
const retired = await openDevice(telemetry, { venueId: home.id, roomId: hall });
await decommissionDevice(scope(), { id: retired });

async function idsFor(principal: Principal, filter: DeviceFilter = {}): Promise<string[]> {
  const { edges } = await listDevices(scope(principal), { first: 100, filter });
  return edges.map(({ node }) => node.id);
}

const all = [inHall, inDome, elsewhere, nowhere, changed];
const atHome = [inHall, inDome, changed];

test.each([
  ['an administrator', scope().principal, all],
  ['a host', host(home), atHome],
  ['a manager of two venues', manager(home, other), [inHall, inDome, elsewhere, changed]],
  ['a device', device(inDome), [inDome]],
  ['a device without a place', device(nowhere), [nowhere]],
  ['staff of a third venue', host({ id: newId() }), []],
  ['somebody with a role at no venue that can be', host({ id: 'nowhere' }), []],
  ['a customer', host(), []],
])(
  '%s sees the devices in use that are theirs to see, in the order they were registered',
  async (_who, principal, ids) => {
    expect(await idsFor(principal)).toEqual(ids);
  },
);

test.each<[string, DeviceFilter, readonly string[]]>([
  ['a venue', { venueId: home.id }, atHome],
  ['a room', { roomId: dome }, [inDome]],
  ['a room of another venue', { venueId: other.id, roomId: dome }, []],
  ['a metric', { metric: 'humidity' }, [inDome, elsewhere, changed]],
  ['a metric that some had before', { venueId: home.id, metric: 'temperature' }, [inHall]],
  ['a status', { status: 'NEW', roomId: hall }, [inHall]],
  ['what is out of use', { status: 'DECOMMISSIONED' }, [retired]],
  ['what is out of use elsewhere', { status: 'DECOMMISSIONED', venueId: other.id }, []],
  ['nothing in particular', { venueId: null, roomId: null, status: null, metric: null }, all],
  ['what names nothing', { venueId: 'nowhere' }, []],
  ['a room that names nothing', { roomId: '\0' }, []],
  ['a metric that names nothing', { metric: '\0' }, []],
])('a filter by %s fits what it says', async (_what, filter, ids) => {
  expect(await idsFor(scope().principal, filter)).toEqual(ids);
});

test('a filter opens nobody a venue that they may not see', async () => {
  expect(await idsFor(host(other), { venueId: home.id })).toEqual([]);
  expect(await idsFor(host(other), { roomId: hall })).toEqual([]);
  expect(await idsFor(host(other), { status: 'DECOMMISSIONED' })).toEqual([]);
  expect(await idsFor(device(nowhere), { venueId: home.id })).toEqual([]);
});

test('pages follow each other without gaps, and a cursor goes on only in its own list', async () => {
  const pages: string[][] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo } = await listDevices(scope(), { first: 2, after });
    pages.push(edges.map(({ node }) => node.id));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }

  expect(pages).toEqual([[inHall, inDome], [elsewhere, nowhere], [changed]]);
  const { pageInfo } = await listDevices(scope(), { first: 1 });
  const foreign = { first: 1, after: pageInfo.endCursor, filter: { venueId: home.id } };
  const madeUp = { first: 1, after: Buffer.from('["devices","x"]').toString('base64url') };
  for (const given of [foreign, madeUp, { first: 1, after: 'nowhere' }])
    await expect(listDevices(scope(), given)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', inputPath: ['after'] });
  for (const first of [0, 101])
    await expect(listDevices(scope(), { first })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});
