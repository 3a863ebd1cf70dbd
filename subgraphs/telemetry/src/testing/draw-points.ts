import type { Random } from '@constellation/kit/testing';
import { type MetricKind, metricKinds } from '../domain/capability.ts';
import type { Point } from '../domain/point.ts';
import { openDevice } from './devices.ts';
import type { OpenTelemetry } from './open-telemetry.ts';
import type { Sample } from './oracle.ts';

/** A device that measures something of every kind, under its name in small letters. */
export const openOfEveryKind = (telemetry: OpenTelemetry): Promise<string> =>
  openDevice(telemetry, { capabilities: metricKinds.map((kind) => ({ metric: metricOf(kind), kind })) });

export const metricOf = (kind: MetricKind): string => kind.toLowerCase();

/** Values are eighths, so that sums are the same in any order; counters begin again now and then. */
const drawn: Readonly<Record<MetricKind, (random: Random) => Pick<Point, 'value' | 'text' | 'flag'>>> = {
  GAUGE: (random) => ({ value: random.below(800) / 8 - 50 }),
  COUNTER: (random) => ({ value: random.below(80) / 8 }),
  STATE: (random) => ({ text: random.pick(['OPEN', 'SHUT']) }),
  BOOLEAN: (random) => ({ flag: random.below(2) === 1 }),
  TEXT: () => ({ text: 'all is well' }),
};

/** A point whose time is an instant. */
type Drawn = Point & { readonly time: Temporal.Instant };

/** Points of the four days before a moment, mostly close together, some of them at the same time. */
export function drawPoints(random: Random, deviceId: string, now: Temporal.Instant): Drawn[] {
  const day = () => random.below(4) * 1_440;
  return Array.from({ length: 150 }, () => {
    const kind = random.pick(metricKinds);
    const minutesAgo = random.pick([day(), day() + random.below(5), random.below(4 * 1_440)]);
    const time = now.subtract({ minutes: minutesAgo, milliseconds: random.below(120) * 500 });
    return { deviceId, metric: metricOf(kind), time, ...drawn[kind](random) };
  });
}

/** Points in batches of any size, some of them with points that were sent before. */
export function inBatches(random: Random, points: readonly Drawn[]): Drawn[][] {
  const batches: Drawn[][] = [];
  for (let sent = 0; sent < points.length;) {
    const batch = points.slice(sent, sent + 1 + random.below(40));
    batches.push([...batch, ...points.slice(0, sent).filter(() => random.below(20) === 0)]);
    sent += batch.length;
  }
  return batches;
}

/** What is stored of points that were sent in this order, of one metric: the first at a time stays. */
export function samplesOf(points: readonly Drawn[], metric: string): Sample[] {
  const first = new Map<string, Drawn>();
  for (const point of points.filter((each) => each.metric === metric)) {
    const time = point.time.toString();
    first.set(time, first.get(time) ?? point);
  }
  return [...first.values()].map(({ time, value, flag }) => ({
    timeMs: time.epochMilliseconds,
    number: value ?? (flag == null ? null : Number(flag)),
  }));
}
