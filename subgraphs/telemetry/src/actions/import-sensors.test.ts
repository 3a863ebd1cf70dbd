import { newId, rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { lastReadings } from '../data/last-values.queries.ts';
import { saveVenue } from '../data/venues.queries.ts';
import { devicesFrom, foreignSensor, importAll } from '../testing/foreign-sensors.ts';
import { type OpenTelemetry, openTelemetry } from '../testing/open-telemetry.ts';
import { findVenueOfSensors, importSensors } from './import-sensors.ts';

const opened = await Promise.all(platformKinds.map((kind) => openTelemetry(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const ago = ({ platform }: OpenTelemetry, duration: Temporal.DurationLike) =>
  platform.clock.now().subtract(duration).toString();

const openVenue = async ({ scope }: OpenTelemetry) => {
  const [venueId, kitchen] = [newId(), newId()];
  const slug = `venue-${venueId}`;
  const rooms = [
    { id: kitchen, name: 'Kitchen' },
    { id: newId(), name: 'Bar' },
  ];
  await saveVenue(scope().em, { id: venueId, slug, rooms }, 1);
  return { venueId, kitchen, venue: await findVenueOfSensors(scope(), slug) };
};

/** Everything that an import writes, but for ids of its own. */
const everythingOf = async ({ scope }: OpenTelemetry) => {
  const counted = await rows(
    scope().em,
    sql`select (select count(*) from devices) as devices, (select count(*) from series) as series,
      (select count(*) from device_traffic) as traffic, (select count(*) from readings) as readings,
      (select count(*) from dirty_minutes) as dirty, (select count(*) from outbox) as told`,
  );
  return counted[0];
};

test.for(opened)(
  'on the $kind platform a sensor becomes a device in its room, and its newest value a reading of the time it was measured',
  async (telemetry) => {
    const { venueId, kitchen, venue } = await openVenue(telemetry);
    const time = ago(telemetry, { hours: 24 * 29 });
    const sensor = foreignSensor({ location: 'KITCHEN', lastUpdated: time });

    expect(await importAll(telemetry, [sensor], { venue })).toEqual({
      imported: 1,
      present: 0,
      rejected: [],
      unplaced: [],
      values: { TAKEN: 1, NONE: 0, TOO_OLD: 0, IN_FUTURE: 0 },
    });

    const [device, ...more] = await devicesFrom(telemetry, [sensor]);
    expect(device).toMatchObject({
      name: 'Thermometer',
      model: 'temperature sensor',
      venueId,
      roomId: kitchen,
      metric: 'temperature',
      kind: 'GAUGE',
      unit: 'Cel',
      source: 'smart-home',
      createdOn: '2024-01-31',
      seenOn: time.slice(0, 10),
    });
    expect(more).toEqual([]);
    const { em } = telemetry.scope();
    const id = device?.id ?? '';
    const [reading] = await lastReadings(em, [id]);
    expect(reading).toMatchObject({ metric: 'temperature', value: 21.5 });
    expect(reading?.time).toBe(
      Temporal.Instant.from(time).round({ smallestUnit: 'microsecond', roundingMode: 'trunc' }).toString(),
    );
    const dirty = sql`select from dirty_minutes where exists (select from series where device_id = ${id} and key = any(series))`;
    expect(await rows(em, dirty)).toHaveLength(1);
    expect(await rows(em, sql`select version from outbox where aggregate = ${id}`)).toEqual([{ version: 1 }]);
    expect(await rows(em, sql`select from device_secrets where device_id = ${id}`)).toEqual([]);
  },
);

test.for(opened)(
  'on the $kind platform a value of an age that is not taken is told of and left out, the device is there',
  async (telemetry) => {
    const sensors = [
      foreignSensor({ lastUpdated: ago(telemetry, { hours: 24 * 30, seconds: 60 }) }),
      foreignSensor({ lastUpdated: ago(telemetry, { hours: -1 }) }),
      foreignSensor({ value: null }),
    ];

    expect(await importAll(telemetry, sensors)).toMatchObject({
      imported: 3,
      unplaced: [],
      values: { TAKEN: 0, NONE: 1, TOO_OLD: 1, IN_FUTURE: 1 },
    });

    const devices = await devicesFrom(telemetry, sensors);
    const seenOn = (index: number) => devices.find(({ originId }) => originId === sensors[index]?.id)?.seenOn;
    expect([0, 1, 2].map(seenOn)).toEqual([sensors[0]?.lastUpdated?.slice(0, 10), null, null]);
    expect(devices.map(({ venueId }) => venueId)).toEqual([null, null, null]);
    expect(
      await lastReadings(
        telemetry.scope().em,
        devices.map(({ id }) => id),
      ),
    ).toEqual([]);
  },
);

test.for(opened)('on the $kind platform a value of a day that has no partition yet gets one', async (telemetry) => {
  const lastUpdated = ago(telemetry, { hours: 24 * 20 });
  const partition = `readings_${lastUpdated.slice(0, 10).replaceAll('-', '_')}`;
  await rows(telemetry.scope().em, sql`drop table if exists ${sql.table(partition)}`);

  expect(await importAll(telemetry, [foreignSensor({ lastUpdated })])).toMatchObject({ values: { TAKEN: 1 } });

  expect(await rows(telemetry.scope().em, sql`select from ${sql.table(partition)}`)).toHaveLength(1);
});

test.for(opened)(
  'on the $kind platform an import that is done again changes nothing, whatever became of its devices',
  async (telemetry) => {
    const lastUpdated = ago(telemetry, { minutes: 5 });
    const sensors = Array.from({ length: 20 }, (_, line) => foreignSensor({ line, lastUpdated }));
    expect(await importAll(telemetry, sensors)).toMatchObject({ imported: 20 });
    const { em } = telemetry.scope();
    await rows(em, sql`update devices set name = 'Moved' where origin_id = ${sensors[0]?.id}`);
    const before = [await everythingOf(telemetry), await devicesFrom(telemetry, sensors)];

    expect(await importAll(telemetry, sensors.toReversed())).toMatchObject({
      imported: 0,
      present: 20,
      rejected: [],
      values: { TAKEN: 0 },
    });
    expect([await everythingOf(telemetry), await devicesFrom(telemetry, sensors)]).toEqual(before);
  },
);

test.for(opened)(
  'on the $kind platform an import that is cut off leaves nothing of what it was at, and is done again',
  async (telemetry) => {
    const sensors = [foreignSensor({ lastUpdated: ago(telemetry, { minutes: 5 }) })];
    const before = await everythingOf(telemetry);
    const { em } = telemetry.scope();

    const cutOff = em.transactional(async (tx) => {
      expect(await importSensors({ em: tx }, { source: 'smart-home', sensors })).toMatchObject({ imported: 1 });
      throw new Error('Killed');
    });

    await expect(cutOff).rejects.toThrow('Killed');
    expect(await everythingOf(telemetry)).toEqual(before);
    expect(await importAll(telemetry, sensors)).toMatchObject({ imported: 1, values: { TAKEN: 1 } });
  },
);

test.for(opened)(
  'on the $kind platform what cannot be a device is told apart from what is one, and from a second line of the same sensor',
  async (telemetry) => {
    const { venue } = await openVenue(telemetry);
    const sensor = foreignSensor({ line: 1, location: 'Bar' });
    const sensors = [
      sensor,
      foreignSensor({ line: 2, type: 'motion' }),
      { ...sensor, line: 3, name: 'The same' },
      foreignSensor({ line: 4, location: 'Garage' }),
    ];
    const rejected = [{ line: 2, code: 'UNKNOWN_TYPE' }];

    expect(await importAll(telemetry, sensors, { venue })).toMatchObject({
      imported: 2,
      present: 1,
      rejected,
      unplaced: ['Garage'],
    });
    expect(await importAll(telemetry, sensors, { venue })).toMatchObject({
      imported: 0,
      present: 3,
      rejected,
      unplaced: [],
    });
    expect(await devicesFrom(telemetry, [sensor])).toMatchObject([{ name: 'Thermometer' }]);
  },
);

test.for(opened)('on the $kind platform two systems may know different sensors by one id', async (telemetry) => {
  const sensor = foreignSensor();

  expect(await importAll(telemetry, [sensor], { source: 'here' })).toMatchObject({ imported: 1 });
  expect(await importAll(telemetry, [sensor], { source: 'there' })).toMatchObject({ imported: 1 });

  expect(await devicesFrom(telemetry, [sensor])).toMatchObject([{ source: 'here' }, { source: 'there' }]);
});

test.for(opened)(
  'on the $kind platform of many imports of the same sensors at once each sensor is taken over once',
  async (telemetry) => {
    const lastUpdated = ago(telemetry, { minutes: 5 });
    const sensors = Array.from({ length: 1_000 }, () => foreignSensor({ lastUpdated }));

    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, index) => importAll(telemetry, index % 2 ? sensors : sensors.toReversed())),
    );

    const sum = (count: (each: (typeof outcomes)[number]) => number) =>
      outcomes.reduce((total, each) => total + count(each), 0);
    expect([sum(({ imported }) => imported), sum(({ present }) => present)]).toEqual([1_000, 5_000]);
    expect(sum(({ values }) => values.TAKEN)).toBe(1_000);
    expect(await devicesFrom(telemetry, sensors)).toHaveLength(1_000);
  },
);

test.for(opened)('on the $kind platform a venue is found by its slug or its id', async (telemetry) => {
  const { venueId, venue } = await openVenue(telemetry);

  expect(venue).toMatchObject({ id: venueId, rooms: [{ name: 'Kitchen' }, { name: 'Bar' }] });
  expect(await findVenueOfSensors(telemetry.scope(), venueId)).toEqual(venue);
  expect(await findVenueOfSensors(telemetry.scope(), 'nowhere')).toBeUndefined();
});
