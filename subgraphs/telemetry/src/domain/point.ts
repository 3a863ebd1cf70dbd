import { type Capability, isNumeric } from './capability.ts';
import { kept, largest } from './magnitude.ts';
import { type Microseconds, momentOf, textOf } from './moment.ts';
import type { Kept } from './retention.ts';

/** One measurement, as somebody sends it. */
export interface Point {
  readonly deviceId: string;
  readonly metric: string;
  readonly time: Temporal.Instant | Microseconds;
  readonly value?: number | null | undefined;
  readonly text?: string | null | undefined;
  readonly flag?: boolean | null | undefined;
}

/** What is taken of a point: of `value`, `text` and `flag` the one that its metric's kind needs. */
export interface Taken {
  readonly time: Microseconds;
  readonly value: number | null;
  readonly text: string | null;
  readonly flag: boolean | null;
}

/** Why a point is refused for good. */
export interface Rejection {
  readonly code: RejectionCode;
  readonly message: string;
}

export type RejectionCode =
  | 'UNKNOWN_DEVICE'
  | 'UNKNOWN_METRIC'
  | 'WRONG_TYPE'
  | 'OUT_OF_RANGE'
  | 'IN_FUTURE'
  | 'TOO_OLD'
  | 'NOT_FINITE';

/** Between which moments points are taken, both of them included. */
export interface Window {
  readonly from: Microseconds;
  readonly to: Microseconds;
}

/** How far a device's clock may be ahead. */
const aheadSeconds = 300;

/**
 * What is taken at an instant. Nothing from where readings were dropped, even if they were to be kept for longer by now: rollups
 * stand for those, and would be computed anew from the late ones alone.
 */
export const windowAt = (now: Temporal.Instant, { keptDays, droppedBefore }: Kept): Window => ({
  from: Math.max(momentOf(now.subtract({ hours: 24 * keptDays })), droppedBefore ? momentOf(droppedBefore) : -Infinity),
  to: momentOf(now.add({ seconds: aheadSeconds })),
});

/** What a point measures, as it is kept; or why it is refused, by what its device can measure. */
export function judge(
  sent: Point,
  capability: Pick<Capability, 'kind' | 'min' | 'max'>,
  { from, to }: Window,
): Taken | Rejection {
  const point = { ...sent, value: sent.value == null ? null : kept(sent.value) };
  const refusal = refusalOf(point, capability);
  if (refusal) return refusal;
  const time = typeof point.time === 'number' ? point.time : momentOf(point.time);
  if (time > to) {
    return { code: 'IN_FUTURE', message: `The clock is ahead: nothing is taken from after ${textOf(to)}` };
  }
  if (time < from) return { code: 'TOO_OLD', message: `Nothing is taken from before ${textOf(from)}` };
  return { time, value: point.value, text: point.text ?? null, flag: point.flag ?? null };
}

function refusalOf(point: Point, { kind, min, max }: Pick<Capability, 'kind' | 'min' | 'max'>): Rejection | undefined {
  const { value, text, flag } = point;
  const given = Number(value != null) + Number(text != null) + Number(flag != null);
  const field = isNumeric(kind) ? 'value' : kind === 'BOOLEAN' ? 'flag' : 'text';
  if (given !== 1 || point[field] == null) {
    return { code: 'WRONG_TYPE', message: `A ${kind} needs \`${field}\` and nothing else` };
  }
  if (value != null && !Number.isFinite(value)) return { code: 'NOT_FINITE', message: 'A value is a finite number' };
  const [lowest, highest] = [Math.max(min ?? -largest, -largest), Math.min(max ?? largest, largest)];
  if (value != null && (value < lowest || value > highest)) {
    return { code: 'OUT_OF_RANGE', message: `A value is from ${lowest} to ${highest}` };
  }
  const longest = kind === 'STATE' ? 200 : 2_000;
  if (text != null && (text.length > longest || text.includes('\0'))) {
    return { code: 'WRONG_TYPE', message: `A ${kind} has at most ${longest} characters, none of them NUL` };
  }
  if (text != null && !text.isWellFormed()) {
    return { code: 'WRONG_TYPE', message: `A ${kind} is of whole characters: half a surrogate pair is none` };
  }
  return undefined;
}
