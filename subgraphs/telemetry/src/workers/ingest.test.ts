import { newId, rawMessage, rows, sql, StreamFull } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { streams } from '@constellation/schema';
import { describe, expect, test } from 'vitest';
import { registerDevice } from '../actions/register-device.ts';
import { lastReadings } from '../data/last-values.queries.ts';
import { type OpenTelemetry, openTelemetry } from '../testing/open-telemetry.ts';
import { stateOf } from '../testing/state.ts';

interface Sender {
  readonly id: string;
  readonly secret: string;
}

async function openSender({ scope }: OpenTelemetry): Promise<Sender> {
  const input = { name: 'Thermometer', capabilities: [{ metric: 'temperature' }] };
  const { device, secret } = await registerDevice(scope(), { input });
  return { id: device.id, secret };
}

/** Points of the seconds before now. */
const pointsOf = ({ platform: { clock } }: OpenTelemetry, count: number) => {
  const now = clock.now();
  return Array.from({ length: count }, (_, second) => ({
    metric: 'temperature',
    time: now.subtract({ seconds: second }).toString(),
    value: second,
  }));
};

const send = ({ platform: { bus, clock } }: OpenTelemetry, deviceId: string, payload: unknown, id?: string) =>
  bus.publish('INGEST', [rawMessage(`telemetry.ingest.${deviceId}`, payload, clock.now(), id)]);

/** Waits until so many messages were worked off. */
const isDoneWith = ({ platform: { metrics } }: OpenTelemetry, messages: number) =>
  expect
    .poll(() => metrics.text())
    .toMatch(
      new RegExp(`^constellation_consumer_events_total\\{stream="INGEST".*outcome="done".*\\} ${messages}$`, 'm'),
    );

/** Has the log know the ids of a device's messages no more, as when it is too long ago: JetStream learns them from what is kept. */
async function forgetIds({ platform: { bus, nats } }: OpenTelemetry, deviceId: string): Promise<void> {
  await bus.remove('INGEST', `telemetry.ingest.${deviceId}`);
  await nats?.restart();
}

/** How many times each result was counted. */
async function counted({ platform: { metrics } }: OpenTelemetry): Promise<Record<string, number>> {
  const told = (await metrics.text()).matchAll(/^constellation_consumer_results_total\{.*result="(\w+)".*\} (\d+)$/gm);
  return Object.fromEntries(Array.from(told, ([, result, count]) => [result, Number(count)]));
}

describe.for(platformKinds)('on the %s platform', (kind) => {
  test('what devices send over the bus is stored and told of, in whichever form they send it', async () => {
    await using telemetry = await openTelemetry(kind);
    const { id, secret } = await openSender(telemetry);
    const [one, two, three, ...more] = pointsOf(telemetry, 30);

    await send(telemetry, id, { secret, ...one });
    await send(telemetry, id, { secret, points: two });
    await send(telemetry, id, [{ secret, ...three }]);
    await send(telemetry, id, { secret, points: more });

    await expect.poll(() => stateOf(telemetry, [id])).toMatchObject({ readings: 30, told: 30 });
    expect(await lastReadings(telemetry.scope().em, [id])).toMatchObject([{ value: 0 }]);
  });

  test('a message that comes again, long after it was forgotten, doubles nothing', async () => {
    await using telemetry = await openTelemetry(kind);
    const { id, secret } = await openSender(telemetry);
    const payload = { secret, points: pointsOf(telemetry, 20) };
    const messageId = newId();
    const once = await send(telemetry, id, payload, messageId);
    await isDoneWith(telemetry, 1);
    await forgetIds(telemetry, id);

    const again = () => send(telemetry, id, payload, messageId).catch(() => once);
    await expect.poll(again).not.toEqual(once);
    await expect.poll(() => counted(telemetry)).toMatchObject({ accepted_point: 20, duplicate_point: 20 });

    expect(await stateOf(telemetry, [id])).toMatchObject({ readings: 20, told: 20 });
  });
});

describe.for(platformKinds)('on the %s platform, of what must not be stored,', (kind) => {
  test('what is malformed or not theirs is counted and done with, and nothing of it is stored', async () => {
    await using telemetry = await openTelemetry(kind);
    const [own, other] = [await openSender(telemetry), await openSender(telemetry)];
    const [point] = pointsOf(telemetry, 1);
    const { secret } = own;

    await send(telemetry, other.id, { secret, points: point });
    await send(telemetry, own.id, { secret: `${secret}x`, points: point });
    await send(telemetry, 'nobody', { secret, points: point });
    await send(telemetry, own.id, 'temperature=21');
    await send(telemetry, own.id, {
      secret,
      points: [
        { ...point, deviceId: other.id },
        { ...point, metric: 'other' },
      ],
    });
    await send(telemetry, own.id, { secret, points: point });

    await expect
      .poll(() => counted(telemetry))
      .toEqual({
        malformed_message: 1,
        wrong_secret: 3,
        malformed_point: 1,
        accepted_point: 1,
        duplicate_point: 0,
        rejected_point: 1,
      });
    expect(await stateOf(telemetry, [other.id])).toMatchObject({ readings: 0 });
    expect(await telemetry.platform.bus.newest('DEAD_LETTERS')).toBe(0);
  });

  test('a secret that is over opens nothing', async () => {
    await using telemetry = await openTelemetry(kind);
    const { id, secret } = await openSender(telemetry);
    await rows(
      telemetry.scope().em,
      sql`update device_secrets set expires_at = clock_instant() where device_id = ${id}`,
    );

    await send(telemetry, id, { secret, points: pointsOf(telemetry, 1) });

    await expect.poll(() => counted(telemetry)).toMatchObject({ wrong_secret: 1, accepted_point: 0 });
  });
});

describe.for(platformKinds)('on the %s platform, when much comes,', (kind) => {
  test('what many devices send is stored and told of, each point once', async () => {
    await using telemetry = await openTelemetry(kind);
    const senders: Sender[] = [];
    while (senders.length < 7) senders.push(await openSender(telemetry));
    const points = pointsOf(telemetry, 400);

    await Promise.all(
      senders.flatMap(({ id, secret }) =>
        [points, points.slice(100, 200)].map((some) => send(telemetry, id, { secret, points: some })),
      ),
    );

    await expect.poll(() => counted(telemetry)).toMatchObject({ accepted_point: 2_800, duplicate_point: 700 });
    const ids = senders.map(({ id }) => id);
    expect(await stateOf(telemetry, ids)).toMatchObject({ readings: 2_800, told: 2_800 });
    expect(await lastReadings(telemetry.scope().em, ids)).toHaveLength(7);
  });

  test('a full stream refuses more until what it holds is stored, and none of that is lost', async () => {
    await using telemetry = await openTelemetry(kind);
    const { scope, platform } = telemetry;
    const { id, secret } = await openSender(telemetry);
    const ingest = streams.filter(({ name }) => name === 'INGEST');
    await platform.bus.declare(ingest.map((stream) => ({ ...stream, mostBytes: 60_000 })));
    const points = pointsOf(telemetry, 5_000);
    const send100 = (turn: number) =>
      send(telemetry, id, { secret, points: points.slice(turn * 100, (turn + 1) * 100) });

    let sent = 0;
    const refusal = await scope().em.transactional(async (tx) => {
      await rows(tx, sql`lock table dirty_minutes in exclusive mode`);
      for (;;) {
        try {
          await send100(sent);
          sent += 1;
        } catch (error) {
          return error;
        }
      }
    });
    await expect.poll(() => send100(sent).catch(() => 'refused')).not.toBe('refused');

    expect(refusal).toBeInstanceOf(StreamFull);
    expect(sent).toBeGreaterThan(2);
    await expect.poll(() => stateOf(telemetry, [id])).toMatchObject({ readings: (sent + 1) * 100 });
  });
});
