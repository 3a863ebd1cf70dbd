import { newId, type Principal } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { decommissionDevice } from '../actions/decommission-device.ts';
import { ingestPoints } from '../actions/ingest-points.ts';
import { updateDevice } from '../actions/update-device.ts';
import type { NewDevice } from '../domain/new-device.ts';
import { askEntities } from '../testing/ask.ts';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { host } from '../testing/people.ts';
import { type KnownVenue, knownVenue } from '../testing/venues.ts';

const telemetry = await openTelemetry();
const { scope, platform } = telemetry;
afterAll(() => telemetry[Symbol.asyncDispose]());

const capabilities: NewDevice['capabilities'] = [
  { metric: 'temperature', unit: 'Cel' },
  { metric: 'humidity', unit: '%' },
  { metric: 'occupancy', unit: '{people}' },
];

const sensor = ({ id, roomIds }: KnownVenue, given: Partial<NewDevice> = {}) =>
  openDevice(telemetry, { venueId: id, roomId: roomIds[0], capabilities, ...given });

const minutesAgo = (minutes: number) => platform.clock.now().subtract({ minutes }).round('millisecond');

const measure = (deviceId: string, values: Readonly<Record<string, number>>, time = minutesAgo(1)) =>
  ingestPoints(scope(), {
    points: Object.entries(values).map(([metric, value]) => ({ deviceId, metric, time, value })),
  });

async function climatesOf(venues: readonly KnownVenue[], principal: Principal = scope().principal): Promise<unknown> {
  const rooms = venues.flatMap(({ roomIds }) => roomIds.map((id) => ({ __typename: 'Room', id })));
  const fields = '... on Room { climate { temperature humidity occupancy at } }';
  const { data, errors } = await askEntities(telemetry, rooms, fields, { principal });
  expect(errors).toBeUndefined();
  return data?.['_entities'];
}

const nothing = { temperature: null, humidity: null, occupancy: null };

test('the climate of rooms is the mean of what feels warm and damp, and the sum of people', async () => {
  const [full, sparse, empty] = [
    await knownVenue(telemetry),
    await knownVenue(telemetry),
    await knownVenue(telemetry, 2),
  ];
  const newest = minutesAgo(2);
  await measure(await sensor(full), { temperature: 20, humidity: 40, occupancy: 3 }, minutesAgo(50));
  await measure(await sensor(full), { temperature: 23, occupancy: 4 }, newest);
  await measure(await sensor(sparse), { humidity: 55 }, newest);
  await sensor(empty);

  expect(await climatesOf([full, sparse, empty])).toEqual([
    { climate: { temperature: 21.5, humidity: 40, occupancy: 7, at: String(newest) } },
    { climate: { ...nothing, humidity: 55, at: String(newest) } },
    { climate: null },
    { climate: null },
  ]);
});

test('the latest reading of a device counts, for an hour', async () => {
  const venue = await knownVenue(telemetry);
  const id = await sensor(venue);
  await measure(id, { temperature: 21 }, minutesAgo(30));
  await measure(id, { temperature: 30 }, minutesAgo(40));
  await measure(id, { occupancy: 5 }, minutesAgo(70));

  const now = await climatesOf([venue]);
  await platform.clock.advance(25 * 60_000);
  const later = await climatesOf([venue]);
  await platform.clock.advance(10 * 60_000);

  expect(now).toMatchObject([{ climate: { ...nothing, temperature: 21 } }]);
  expect(later).toEqual(now);
  expect(await climatesOf([venue])).toEqual([{ climate: null }]);
});

test('what is out of use, removed, moved away, of another unit or of no room at all does not count', async () => {
  const [venue, other] = [await knownVenue(telemetry), await knownVenue(telemetry)];
  const left = { temperature: 99, humidity: 99, occupancy: 99 };
  const [retired, changed, moved] = [await sensor(venue), await sensor(venue), await sensor(venue)];
  for (const id of [retired, changed, moved]) await measure(id, left);
  await decommissionDevice(scope(), { id: retired });
  await updateDevice(scope(), { input: { id: changed, capabilities: [{ metric: 'pressure' }] } });
  await updateDevice(scope(), { input: { id: moved, venueId: other.id } });
  const kelvin = capabilities.map((each) => ({ ...each, unit: each.metric === 'occupancy' ? '1' : 'K' }));
  await measure(await sensor(venue, { capabilities: kelvin }), { temperature: 293, humidity: 300, occupancy: 2 });
  await measure(await sensor(venue), { temperature: 1e100, humidity: -1e100, occupancy: 1e100 });
  await measure(await sensor(venue), { temperature: 1e100, occupancy: 1e100 });

  expect(await climatesOf([venue])).toMatchObject([{ climate: { ...nothing, occupancy: 2 } }]);
});

test('who may not see the devices feels nothing of them', async () => {
  const [venue, other] = [await knownVenue(telemetry), await knownVenue(telemetry)];
  for (const each of [venue, other]) await measure(await sensor(each), { temperature: 20 });

  expect(await climatesOf([venue, other], host(venue))).toMatchObject([
    { climate: { ...nothing, temperature: 20 } },
    { climate: null },
  ]);
  expect(await climatesOf([venue], host({ id: newId() }))).toEqual([{ climate: null }]);
});
