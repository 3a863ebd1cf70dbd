import type { SimulatedDevice } from './devices.ts';
import { chance } from './noise.ts';

/** A measurement as the graph takes it. */
export interface SimulatedPoint {
  readonly deviceId: string;
  readonly metric: string;
  readonly time: string;
  readonly value?: number;
  readonly text?: string;
  readonly flag?: boolean;
}

/** A device that the graph knows. */
export interface KnownDevice extends SimulatedDevice {
  readonly id: string;
}

/** How many of a hundred beats come late, and how late; how many come twice. */
const late = { percent: 3, seconds: 90 };
const twice = { percent: 2 };

/**
 * What a device sends after one instant and up to another, each beat once over all calls, but for those that come late or
 * twice, as they do with real devices.
 */
export function pointsBetween(device: KnownDevice, after: Temporal.Instant, upTo: Temporal.Instant): SimulatedPoint[] {
  const beats = (from: Temporal.Instant, to: Temporal.Instant) => beatsBetween(device, from, to);
  const lag = { seconds: late.seconds };
  const inTime = beats(after, upTo).filter((beat) => !isLate(device, beat));
  const overdue = beats(after.subtract(lag), upTo.subtract(lag)).filter((beat) => isLate(device, beat));
  const again = inTime.filter((beat) => chance(device.id, 'twice', beat) * 100 < twice.percent);
  return [...inTime, ...overdue, ...again].flatMap((beat) => measured(device, beat));
}

const isLate = ({ id }: KnownDevice, beat: number) => chance(id, 'late', beat) * 100 < late.percent;

function beatsBetween({ everySeconds }: KnownDevice, after: Temporal.Instant, upTo: Temporal.Instant): number[] {
  const beatOf = (instant: Temporal.Instant) => Math.floor(instant.epochMilliseconds / 1_000 / everySeconds);
  const first = beatOf(after) + 1;
  return Array.from({ length: Math.max(0, beatOf(upTo) - first + 1) }, (_, index) => first + index);
}

function measured({ id: deviceId, everySeconds, timeZone, sensors }: KnownDevice, number: number): SimulatedPoint[] {
  const instant = Temporal.Instant.fromEpochMilliseconds(number * everySeconds * 1_000);
  const { hour, minute, second } = instant.toZonedDateTimeISO(timeZone);
  const beat = { hour: hour + minute / 60 + second / 3_600, number };
  return sensors.map(({ capability: { metric }, at }) => ({
    deviceId,
    metric,
    time: instant.toString(),
    ...fieldOf(at(beat)),
  }));
}

function fieldOf(measurement: number | string | boolean) {
  if (typeof measurement === 'number') return { value: measurement };
  return typeof measurement === 'string' ? { text: measurement } : { flag: measurement };
}
