import { platformKinds } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { ingestPoints } from '../actions/ingest-points.ts';
import { openDevice } from '../testing/devices.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';
import { keptIn } from '../testing/rollups.ts';

test.for(platformKinds)(
  'on the %s platform a point that is three days late reaches every tier by itself',
  async (kind) => {
    await using telemetry = await openTelemetry(kind);
    const deviceId = await openDevice(telemetry);
    const now = telemetry.platform.clock.now();
    const point = (hours: number, value: number) => ({
      ...{ deviceId, metric: 'temperature', value },
      time: now.subtract({ hours }),
    });
    const sums = (tier: 'minutes' | 'hours' | 'days') => async () =>
      [...(await keptIn(telemetry, tier, deviceId, 'temperature')).values()].map(({ sum }) => sum);
    await ingestPoints(telemetry.scope(), { points: [point(0, 1)] });
    await expect.poll(sums('days')).toEqual([1]);

    await ingestPoints(telemetry.scope(), { points: [point(72, 2)] });

    for (const tier of ['minutes', 'hours', 'days'] as const) await expect.poll(sums(tier)).toEqual([2, 1]);
  },
);
