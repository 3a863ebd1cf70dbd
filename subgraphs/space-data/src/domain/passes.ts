import { type Ephemeris, momentOf, satelliteAt, sampledHeights } from './ephemeris.ts';
import { horizonOf, type Look, lookAt, sineOfElevation } from './horizon.ts';
import type { Place } from './place.ts';
import { crossing, summit } from './search.ts';
import { visibilityOf, type Visible } from './visibility.ts';

export interface LookAngle extends Look {
  readonly at: Temporal.Instant;
}

/** A stretch of time in which a satellite stands above a place, from the least elevation asked for up and back. */
export interface Pass extends Visible {
  readonly rise: LookAngle;
  readonly culmination: LookAngle;
  readonly set: LookAngle;
}

export interface PassQuery {
  readonly place: Place;
  /** Degrees. */
  readonly minElevation: number;
}

/** From when to when something is looked for, in milliseconds since 1970. */
interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Passes over a place that touch the window `[from, to)`, in order. One that runs already when it begins, or still when it
 * ends, is there as a whole; where the ephemeris itself begins or ends within a pass, it is cut off there.
 */
export function passesOver(ephemeris: Ephemeris, { place, minElevation }: PassQuery, window: Window): Pass[] {
  const horizon = horizonOf(place);
  const least = Math.sin((minElevation * Math.PI) / 180);
  const height = (atMs: number) => sineOfElevation(horizon, satelliteAt(ephemeris, atMs)) - least;
  const look = (atMs: number): LookAngle => ({
    at: Temporal.Instant.fromEpochMilliseconds(atMs),
    ...lookAt(horizon, satelliteAt(ephemeris, atMs)),
  });
  return stretchesAbove({ ephemeris, heights: sampledHeights(ephemeris, horizon, least), height })
    .filter(({ riseMs, setMs }) => setMs > window.fromMs && riseMs < window.toMs)
    .map(({ riseMs, topMs, setMs }) => ({
      rise: look(riseMs),
      culmination: look(topMs),
      set: look(setMs),
      ...visibilityOf(ephemeris, horizon, { fromMs: riseMs, toMs: setMs }),
    }));
}

interface Stretch {
  readonly riseMs: number;
  readonly topMs: number;
  readonly setMs: number;
}

/** What is known of heights: at each sample, and slower at any moment. */
interface Heights {
  readonly ephemeris: Ephemeris;
  readonly heights: Float64Array;
  height(atMs: number): number;
}

/** How far below the least elevation a sample next to a summit above it can be: half a minute of the lowest orbit, and more. */
const nearly = 0.5;

/**
 * Every stretch above has its summit near a sample that is higher than those beside it: each such sample is looked at closely,
 * so that no pass is too short to be found between two of them.
 */
function stretchesAbove(known: Heights): Stretch[] {
  const found: Stretch[] = [];
  for (const index of peaks(known.heights)) {
    const stretch = stretchAround(known, index);
    if (!stretch) continue;
    const before = found.at(-1);
    if (!before || before.setMs < stretch.riseMs) found.push(stretch);
    // A high orbit has several summits while it stands above: that is one pass.
    else if (known.height(stretch.topMs) > known.height(before.topMs)) found[found.length - 1] = stretch;
  }
  return found;
}

/** Samples that are not far below and higher than those beside them, by their index. */
function peaks(heights: Float64Array): number[] {
  const found: number[] = [];
  let [before, here] = [-Infinity, heights[0] ?? -Infinity];
  for (let index = 0; index < heights.length; index += 1) {
    const after = heights[index + 1] ?? -Infinity;
    if (here > -nearly && here >= before && here > after) found.push(index);
    [before, here] = [here, after];
  }
  return found;
}

/** The stretch above whose summit is next to a sample; undefined where even the summit is below. */
function stretchAround({ ephemeris, heights, height }: Heights, index: number): Stretch | undefined {
  const last = heights.length - 1;
  const moment = (at: number) => momentOf(ephemeris, Math.max(0, Math.min(at, last)));
  const topMs = summit(height, moment(index - 1), moment(index + 1));
  if (height(topMs) <= 0) return undefined;
  let [first, final] = [index - 1, index + 1];
  while ((heights[first] ?? -1) > 0) first -= 1;
  while ((heights[final] ?? -1) > 0) final += 1;
  const [beforeMs, afterMs] = [moment(first), moment(final)];
  return {
    riseMs: height(beforeMs) > 0 ? beforeMs : crossing(height, beforeMs, topMs),
    topMs,
    setMs: height(afterMs) > 0 ? afterMs : crossing(height, topMs, afterMs),
  };
}
