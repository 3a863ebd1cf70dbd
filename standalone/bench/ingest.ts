import { setTimeout as delay } from 'node:timers/promises';
import { type Platform, rawMessage, type RunningSubgraph, serve, traceFrom } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { telemetrySubgraph } from '@constellation/telemetry';
import type pg from 'pg';
import { z } from 'zod';
import { type BarePoint, openBareTables, storeBare } from './bare-ingest.ts';
import { type Figure, round } from './figure.ts';
import { plainPool } from './plain-pool.ts';

const devices = 50;
const metrics = 10;
const rounds = 4;
const pointsPerRound = 100_000;
/** Points of one message: devices send what they have gathered. */
const messageSizes = [100, 300, 500, 1_000] as const;
const promised = 0.6;

/** From messages on the bus to readings, last values, minutes to be rolled up, events and forgotten messages, beside bare SQL. */
export async function benchIngest(kind: string, platform: Platform): Promise<Figure[]> {
  await using subgraph = await serve(telemetrySubgraph(), platform);
  await using pool = await plainPool(platform, 1, 'telemetry');
  await openBareTables(pool);
  const senders = await registerDevices(subgraph);
  const now = platform.clock.now().epochMilliseconds;
  await storeAll(platform, senders, pool, pointsOf(now, 0, 20_000));
  const rates: { house: number; bare: number }[] = [];
  for (let index = 1; index <= rounds; index += 1) {
    rates.push(await storeAll(platform, senders, pool, pointsOf(now, index, pointsPerRound)));
  }
  const [house, bare] = [median(rates.map((each) => each.house)), median(rates.map((each) => each.bare))];
  const ratio = median(rates.map((each) => each.house / each.bare));
  return [
    {
      what: `Ingest from the ${kind} bus, beside bare SQL`,
      measured: `${round(ratio)} of its rate`,
      beside: `${round(house)} beside ${round(bare)} points/s; ${rates.map((each) => round(each.house / each.bare)).join(', ')}`,
      promise: `at least ${promised}`,
      kept: ratio >= promised,
    },
  ];
}

const registered = z.object({
  registerDevice: z.object({ device: z.object({ id: z.string() }), secret: z.string() }),
});

interface Sender {
  readonly id: string;
  readonly secret: string;
}

async function registerDevices({ execute }: RunningSubgraph): Promise<Sender[]> {
  const capabilities = Array.from({ length: metrics }, (_, index) => `{ metric: "m${index}" }`).join();
  const query = `mutation { registerDevice(input: { name: "Bench", capabilities: [${capabilities}] }) { device { id } secret } }`;
  const senders: Sender[] = [];
  while (senders.length < devices) {
    const { data } = await execute({ query }, { principal: administrator, traceparent: traceFrom().traceparent });
    const { device, secret } = registered.parse(data).registerDevice;
    senders.push({ id: device.id, secret });
  }
  return senders;
}

/** Points of one round, in the order of their messages: every second each device measures everything. */
function pointsOf(now: number, index: number, count: number): BarePoint[] {
  const from = now - (index + 1) * 3 * 3_600_000;
  const points: BarePoint[] = [];
  for (let message = 0; points.length < count; message += 1) {
    const device = message % devices;
    const size = messageSizes[message % messageSizes.length] ?? 1;
    const at = from + Math.floor(message / devices) * 200_000;
    for (let place = 0; place < size; place += 1) {
      const time = at + Math.floor(place / metrics) * 1_000;
      points.push({ device, metric: place % metrics, message, time, value: 20 + ((message * 7 + place) % 100) / 10 });
    }
  }
  return points;
}

/** Stores the same points in both ways, and says how many went a second. */
async function storeAll(platform: Platform, senders: readonly Sender[], pool: pg.Pool, points: readonly BarePoint[]) {
  const messages = [...Map.groupBy(points, ({ message }) => message).values()].map((of) =>
    messageOf(platform, senders, of),
  );
  const stored = await storedSoFar(platform);
  const letGo = await holdBack(pool);
  await Promise.all(messages.map((message) => platform.bus.publish('INGEST', [message])));
  const begun = performance.now();
  await letGo();
  while ((await storedSoFar(platform)) < stored + messages.length) await delay(5);
  const houseMs = performance.now() - begun;
  await untilPublished(pool);
  const bareMs = await storeBare(pool, points, metrics);
  return { house: (points.length / houseMs) * 1_000, bare: (points.length / bareMs) * 1_000 };
}

function messageOf({ clock }: Platform, senders: readonly Sender[], points: readonly BarePoint[]) {
  const { id = '', secret = '' } = senders[points[0]?.device ?? 0] ?? {};
  const said = points.map(({ metric, time, value }) => ({
    metric: `m${metric}`,
    time: new Date(time).toISOString(),
    value,
  }));
  return rawMessage(`telemetry.ingest.${id}`, { secret, points: said }, clock.now());
}

/** Lets nothing be stored until all is on the bus: what it takes to send messages is their senders' time. */
async function holdBack(pool: pg.Pool): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query('begin; lock table device_traffic in exclusive mode');
  return async () => {
    await client.query('commit');
    client.release();
  };
}

/** How many messages were done with. */
async function storedSoFar({ metrics: measured }: Platform): Promise<number> {
  const counter = measured.counter({
    name: 'constellation_consumer_events_total',
    help: '',
    labels: ['stream', 'durable', 'outcome'],
  });
  const { values } = await counter.get();
  return values.find(({ labels }) => labels.stream === 'INGEST' && labels.outcome === 'done')?.value ?? 0;
}

/** Events of the round before are none of the next one's load. */
async function untilPublished(pool: pg.Pool): Promise<void> {
  const waiting = 'select 1 from outbox where sequence is null limit 1';
  while ((await pool.query(waiting)).rowCount !== 0) await delay(50);
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
