import type { Principal } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';

const telemetry = await openTelemetry();
afterAll(() => telemetry[Symbol.asyncDispose]());

const speakingAs = (id: string): Principal => ({ kind: 'DEVICE', id, scopes: ['readings:write'], venueRoles: {} });
const ingest = (points: unknown, principal: Principal) => telemetry.subgraph.post('/ingest', { points }, { principal });

/** A temperature of so many minutes ago. */
const point = (value: number) => ({
  metric: 'temperature',
  time: telemetry.platform.clock.now().subtract({ minutes: value }).toString(),
  value,
});

test('every point that a gateway hands over gets its verdict by its own place, whoever judges it', async () => {
  const id = await openDevice(telemetry);
  const [first, second] = [point(1), point(2)];

  const answer = await ingest(
    [null, first, { ...second, metric: 'pressure' }, { ...second, value: 'warm' }, second, first],
    speakingAs(id),
  );

  expect(answer).toMatchObject({
    accepted: 2,
    duplicates: 1,
    rejected: [
      { index: 0, code: 'WRONG_TYPE' },
      { index: 2, code: 'UNKNOWN_METRIC' },
      { index: 3, code: 'WRONG_TYPE' },
    ],
  });
});

test('a device writes what is its own alone, and somebody else says whose points are', async () => {
  const [id, other] = [await openDevice(telemetry), await openDevice(telemetry)];

  const byDevice = await ingest([{ ...point(1), deviceId: other }, point(1)], speakingAs(id));
  const byAdministrator = await ingest([{ ...point(1), deviceId: other }, point(1)], administrator);

  expect(byDevice).toMatchObject({ accepted: 1, rejected: [{ index: 0, code: 'UNKNOWN_DEVICE' }] });
  expect(byAdministrator).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'UNKNOWN_DEVICE' }] });
});

test('a gateway that hands over something else is told nothing', async () => {
  await expect(ingest('points', administrator)).rejects.toThrow('points');
});
