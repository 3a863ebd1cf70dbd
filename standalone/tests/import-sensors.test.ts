import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Platform, serve, systemClock } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { telemetrySubgraph } from '@constellation/telemetry';
import { venueSubgraph } from '@constellation/venue';
import { afterAll, expect, test, vi } from 'vitest';
import { createRoom, createVenue } from '../src/demo/operations.ts';
import { runOperation } from '../src/demo/run-operation.ts';
import { platformsHere } from './fixtures/graph.ts';
import { openHome } from './fixtures/home.ts';
import { askDevices, runImport, startImport } from './fixtures/import-command.ts';
import { openPlatform, type Place } from './fixtures/place.ts';

/** Each command is a process of its own, which takes seconds to load. */
const patience = { timeout: 240_000 };

const folder = await mkdtempDisposable(join(tmpdir(), 'constellation-sensors-'));
afterAll(() => folder.remove());
const fileOf = (name: string) => join(folder.path, `${crypto.randomUUID()}-${name}`);

/** What the smart home knows of a sensor, as it answers. */
const sensor = (id: number, given: object = {}) => ({
  id,
  name: `Thermometer ${id}`,
  type: 'temperature',
  location: 'Kitchen',
  value: 20 + (id % 10),
  unit: '°C',
  status: 'active',
  last_updated: systemClock.now().toString(),
  created_at: '2024-01-31T08:00:00Z',
  ...given,
});

/** The same sensors as psql copies them. */
const csvOf = (sensors: readonly ReturnType<typeof sensor>[]) =>
  [Object.keys(sensor(0)), ...sensors.map((each) => Object.values(each))].map((row) => `${row.join(',')}\n`).join('');

/** A venue with a kitchen, which telemetry has heard of; nobody runs when it resolves. */
async function makeVenue(place: Place): Promise<{ readonly slug: string; readonly kitchen: string | undefined }> {
  const slug = `venue-${crypto.randomUUID()}`;
  await using platform = await openPlatform(place);
  await using venues = await serve(venueSubgraph, platform);
  await using _telemetry = await serve(telemetrySubgraph(), platform);
  const input = {
    slug,
    name: 'Smart House',
    kind: 'RESTAURANT',
    address: { line1: 'Hafenstraße 1', city: 'Hamburg', country: 'DE' },
    location: { latitude: 53.54, longitude: 9.97 },
    timeZone: 'Europe/Berlin',
  };
  const { venue } = (await runOperation(venues, createVenue, { input })).done;
  const { room } = (await runOperation(venues, createRoom, { input: { venueId: venue?.id, name: 'Kitchen' } })).done;
  const isKnown = `select from venues where slug = '${slug}' and cardinality(room_ids) = 1`;
  await vi.waitUntil(async () => (await askDevices(place, isKnown)).length === 1, { interval: 50, timeout: 60_000 });
  return { slug, kitchen: room?.id };
}

/** What the graph says of a sensor that became a device. */
async function deviceOf(place: Place, platform: Platform, sensorId: number): Promise<unknown> {
  await using telemetry = await serve(telemetrySubgraph(), platform);
  const [row] = await askDevices(place, `select id from devices where origin_id = '${sensorId}'`);
  const { data } = await telemetry.execute(
    {
      query: `query ($id: ID!) {
        device(id: $id) { name room { id } capabilities { metric kind unit } latest { metric value } }
      }`,
      variables: { ...(typeof row === 'object' && row) },
    },
    { principal: administrator },
  );
  return data?.['device'];
}

test.for(platformsHere)(
  'sensors of the smart home become devices in their rooms, with what they last measured, whichever form they come in (%s)',
  patience,
  async (kind) => {
    await using home = await openHome(kind);
    const { place } = home;
    const { slug, kitchen } = await makeVenue(place);
    const sensors = [
      sensor(1),
      sensor(2, { location: 'Garage', type: 'humidity', unit: '%', last_updated: '2024-02-01T08:00:00Z' }),
      sensor(3, { type: 'motion', unit: '' }),
      sensor(4, { status: 'inactive', value: 0, last_updated: '2024-01-31T08:00:00Z' }),
    ];
    const [json, csv, lines] = [fileOf('sensors.json'), fileOf('sensors.csv'), fileOf('sensors.ndjson')];
    await writeFile(json, JSON.stringify(sensors));
    await writeFile(csv, csvOf(sensors));
    await writeFile(lines, sensors.map((each) => JSON.stringify(each)).join('\n'));

    const imported = await runImport(place, json, 'sensors', '--venue', slug);
    const again = [await runImport(place, csv, 'sensors'), await runImport(place, lines, 'sensors')];

    expect(imported).toEqual({
      code: 0,
      output:
        '4 read: 3 imported, 0 were there already, 1 rejected.\n' +
        '1 of them came with a value, which is now their first reading.\n' +
        '1 of them have measured nothing yet.\n' +
        '1 of them came with a value that is too old to be taken: it is left out.\n' +
        '1 of them stand in no room, as the venue has none, or more than one, of the name "Garage".\n' +
        `What was rejected stands in ${json}.rejected.csv, by line and reason.\n`,
    });
    expect(await readFile(`${json}.rejected.csv`, 'utf8')).toBe(
      'line,id,code,reason\n3,3,UNKNOWN_TYPE,nobody knows what sensors of this type measure\n',
    );
    expect(again.map(({ output }) => output.split('.')[0])).toEqual([
      '4 read: 0 imported, 3 were there already, 1 rejected',
      '4 read: 0 imported, 3 were there already, 1 rejected',
    ]);
    const counted =
      'select count(*)::integer as devices, (select count(*)::integer from readings) as readings from devices';
    await using platform = await openPlatform(place);
    expect(await deviceOf(place, platform, 1)).toEqual({
      name: 'Thermometer 1',
      room: { id: kitchen },
      capabilities: [{ metric: 'temperature', kind: 'GAUGE', unit: 'Cel' }],
      latest: [{ metric: 'temperature', value: 21 }],
    });
    expect(await deviceOf(place, platform, 2)).toEqual({
      name: 'Thermometer 2',
      room: null,
      capabilities: [{ metric: 'humidity', kind: 'GAUGE', unit: '%' }],
      latest: [],
    });
    expect(await askDevices(place, counted)).toEqual([{ devices: 3, readings: 1 }]);
  },
);

test.for(platformsHere)(
  'an import of sensors that is killed in the middle goes on when it is run again, and changes nothing after that (%s)',
  patience,
  async (kind) => {
    await using home = await openHome(kind);
    const { place } = home;
    const file = fileOf('sensors.json');
    await writeFile(file, JSON.stringify(Array.from({ length: 20_000 }, (_, id) => sensor(id))));
    {
      await using child = startImport(place, file, 'sensors');
      const some = async () => (await askDevices(place, 'select from devices limit 1000')).length === 1_000;
      await vi.waitUntil(some, { interval: 20, timeout: 60_000 });
      child.kill('SIGKILL');
      expect(await child.end).toEqual({ code: null, signal: 'SIGKILL' });
    }

    const second = await runImport(place, file, 'sensors');
    const third = await runImport(place, file, 'sensors');

    expect(second).toEqual({
      code: 0,
      output: expect.stringMatching(
        /^20 000 read: [1-9][\d ]* imported, [1-9][\d ]* were there already, 0 rejected\.$/m,
      ),
    });
    expect(third).toEqual({
      code: 0,
      output: expect.stringMatching(/^20 000 read: 0 imported, 20 000 were there already, 0 rejected\.\nNothing was /m),
    });
    await using _platform = await openPlatform(place);
    const count = (table: string) => `(select count(*)::integer from ${table}) as ${table}`;
    const tables = ['devices', 'series', 'device_traffic', 'readings', 'last_values', 'outbox'];
    await vi.waitUntil(async () => (await askDevices(place, 'select 1')).length === 1, { timeout: 60_000 });
    expect(await askDevices(place, `select ${tables.map(count).join(', ')}`)).toEqual([
      Object.fromEntries(tables.map((table) => [table, 20_000])),
    ]);
  },
);

test(
  'who imports sensors into a venue that nobody has heard of, or from a file that holds none, is told',
  patience,
  async () => {
    await using home = await openHome('embedded', 'empty');
    const file = fileOf('sensors.json');
    await writeFile(file, '[]');

    const empty = await runImport(home.place, file, 'sensors');
    const lost = await runImport(home.place, file, 'sensors', '--venue', 'nowhere');

    expect(empty).toEqual({
      code: 1,
      output: expect.stringMatching(/^0 read: .*\nThere are no rows in the file: .*\n$/),
    });
    expect(lost).toEqual({ code: 1, output: expect.stringMatching(/^Telemetry has heard of no venue nowhere; .*\n$/) });
  },
);
