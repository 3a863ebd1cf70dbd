import { firstRow, rawMessage, serve, sql, type Subgraph, traceFrom } from '@constellation/kit';
import { administrator, keepOpened } from '@constellation/kit/testing';
import { telemetrySubgraph } from '@constellation/telemetry';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startChild } from './fixtures/child.ts';
import { platformsHere } from './fixtures/graph.ts';
import { openHome } from './fixtures/home.ts';
import { openPlatform, type Place } from './fixtures/place.ts';

const cases = platformsHere.flatMap((kind) => (['with', 'behind'] as const).map((where) => ({ kind, where })));

test.for(cases)(
  'killed $where a batch of messages, it loses no reading and stores and tells of none twice ($kind)',
  async ({ kind, where }) => {
    await using home = await openHome(kind);
    const deviceId = await sendAll(home.place, 40, 50);
    {
      await using child = startChild(new URL('fixtures/halting-ingestion.ts', import.meta.url), {
        args: [JSON.stringify(home.place), where],
      });
      await child.heard('halted');
      child.kill('SIGKILL');
      await child.end;
    }

    await using telemetry = await openTelemetry(home.place, telemetrySubgraph());

    await expect.poll(telemetry.waiting, { timeout: 30_000 }).toBe(0);
    expect(await telemetry.count(deviceId)).toEqual({ readings: 2_000, told: 2_000 });
  },
);

const registered = z.object({
  registerDevice: z.object({ device: z.object({ id: z.string() }), secret: z.string() }),
});

/** Has a device send messages of so many points each, which nobody works off yet. */
async function sendAll(at: Place, messages: number, pointsEach: number): Promise<string> {
  await using telemetry = await openTelemetry(at, { ...telemetrySubgraph(), workers: [] });
  const { bus, clock, execute } = telemetry;
  const query = `mutation { registerDevice(input: { name: "Thermometer", capabilities: [{ metric: "temperature" }] }) {
    device { id } secret } }`;
  const { data } = await execute({ query }, { principal: administrator, traceparent: traceFrom().traceparent });
  const { device, secret } = registered.parse(data).registerDevice;
  const now = clock.now();
  const sent = Array.from({ length: messages }, (_, message) => {
    const points = Array.from({ length: pointsEach }, (_point, place) => ({
      metric: 'temperature',
      time: now.subtract({ seconds: message * pointsEach + place }).toString(),
      value: place,
    }));
    return rawMessage(`telemetry.ingest.${device.id}`, { secret, points }, now);
  });
  await bus.publish('INGEST', sent);
  return device.id;
}

async function openTelemetry(at: Place, subgraph: Subgraph) {
  await using opening = new AsyncDisposableStack();
  const platform = opening.use(await openPlatform(at));
  const { database, opened } = keepOpened(platform.database);
  const { execute } = opening.use(await serve(subgraph, { ...platform, database }));
  const { fork } = await opened;
  const running = opening.move();
  const { bus, clock } = platform;
  /** How many messages are still to be worked off. */
  const waiting = async () => {
    const place = { from: 'start', until: await bus.newest('INGEST'), signal: AbortSignal.timeout(20_000) } as const;
    return (await Array.fromAsync(bus.read('INGEST', place))).length;
  };
  const count = (deviceId: string) =>
    firstRow(
      fork(),
      sql<{ readings: number; told: number }>`select
        (select count(*)::integer from readings join series on key = series where device_id = ${deviceId}) as readings,
        (select coalesce(sum(jsonb_array_length(event #> '{data,readings}')), 0)::integer
          from outbox where aggregate = ${deviceId}) as told`,
    );
  return { bus, clock, execute, count, waiting, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
