import type { Point } from './point.ts';
import { readPoint } from './sent-point.ts';

/** What a device has sent over the bus: its secret, and what may be points. */
export interface SentMessage {
  readonly secret: string;
  readonly points: readonly unknown[];
}

/** One message has no more points than any other way of sending them. */
export const mostPoints = 10_000;

/**
 * Reads a message in any of its forms: `{ secret, points: [point, …] }`, `{ secret, points: point }`, one point with the
 * secret in it, or an array of points of which the first has the secret. Undefined for anything else.
 */
export function sentIn(data: unknown): SentMessage | undefined {
  const first: unknown = Array.isArray(data) ? data[0] : data;
  if (!isObject(first) || typeof first['secret'] !== 'string') return undefined;
  const points = pointsIn(data);
  return points.length > mostPoints ? undefined : { secret: first['secret'], points };
}

/** How many points a message seems to have, without a look at any. */
export const weightOf = (data: unknown): number => Math.max(1, pointsIn(data).length);

function pointsIn(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) return data;
  const points = isObject(data) && 'points' in data ? data['points'] : data;
  return Array.isArray(points) ? points : [points];
}

/** One point of a device's message; undefined where it is none, or says that it is of another device. */
export function pointIn(given: unknown, deviceId: string): Point | undefined {
  const read = readPoint(given, deviceId);
  return 'code' in read || read.deviceId !== deviceId ? undefined : read;
}

const isObject = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);
