import { afterAll, expect, test } from 'vitest';
import { partitionsBefore } from '../data/days.queries.ts';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { ingestPoints } from './ingest-points.ts';
import { openDays } from './open-days.ts';

const telemetry = await openTelemetry('embedded', { workers: [] });
const { scope, platform } = telemetry;
afterAll(() => telemetry[Symbol.asyncDispose]());

const today = () => platform.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
const openUntil = async () => String((await partitionsBefore(scope().em)).at(-1));

test('days are opened before they begin, however often and by how many processes', async () => {
  await platform.clock.advance(86_400_000);

  await Promise.all([openDays(scope()), openDays(scope()), openDays(scope())]);

  expect(await openUntil()).toBe(String(today().add({ days: 2 })));
});

test('readings of a day that nobody has opened open it, whoever brings them first', async () => {
  const deviceIds = [await openDevice(telemetry), await openDevice(telemetry), await openDevice(telemetry)];
  const days = [5, 6, 19];
  const before = (await partitionsBefore(scope().em)).length;

  const ingested = await Promise.all(
    deviceIds.map((deviceId) => {
      const times = days.map((each) => platform.clock.now().subtract({ hours: 24 * each }));
      return ingestPoints(scope(), {
        points: times.map((time) => ({ deviceId, metric: 'temperature', time, value: 20 })),
      });
    }),
  );

  expect(ingested.map(({ accepted }) => accepted)).toEqual([3, 3, 3]);
  expect((await partitionsBefore(scope().em)).length).toBe(before + days.length);
});
