import { eciToEcf, shadowFraction } from 'satellite.js';
import type { Horizon } from './horizon.ts';
import { earthRotation, type Orbit, sunAt, type Vector } from './orbit.ts';

/** Between two samples a satellite strays from a cubic by less than 2 m, or a third of a millisecond of its way. */
const stepMs = 60_000;
/** Per sample: position and velocity of the satellite, position of the Sun; all turning with the Earth. */
const width = 9;
/** Radians per second that the Earth turns by. */
const spin = 7.292_115e-5;

/** Where a satellite and the Sun are throughout a stretch of time, computed once for all places that ask. */
export interface Ephemeris {
  readonly startMs: number;
  readonly count: number;
  readonly samples: Float64Array;
}

/**
 * Samples an orbit on whole minutes around a stretch of time, so that two stretches agree on what they share. It is as short
 * as the elements carry the satellite, and empty where they do not.
 */
export function ephemerisOf(orbit: Orbit, fromMs: number, toMs: number): Ephemeris {
  const first = Math.floor(fromMs / stepMs);
  const most = Math.ceil(toMs / stepMs) - first + 1;
  const samples = new Float64Array(most * width);
  let [start, count] = [first, 0];
  for (let index = 0; index < most; index += 1) {
    const atMs = (first + index) * stepMs;
    const state = orbit.stateAt(atMs);
    if (!state && count > 0) break;
    if (!state) start = first + index + 1;
    else {
      const turned = earthRotation(atMs);
      const { x, y, z } = eciToEcf(state.position, turned);
      const velocity = eciToEcf(state.velocity, turned);
      const sun = eciToEcf(sunAt(atMs), turned);
      samples.set(
        [x, y, z, velocity.x + spin * y, velocity.y - spin * x, velocity.z, sun.x, sun.y, sun.z],
        count * width,
      );
      count += 1;
    }
  }
  return { startMs: start * stepMs, count, samples };
}

/** When a sample was taken. */
export const momentOf = ({ startMs }: Ephemeris, index: number): number => startMs + index * stepMs;

/** How far the satellite stands above an elevation at each sample, as a difference of sines. The loop over all there is. */
export function sampledHeights({ samples, count }: Ephemeris, { origin, up }: Horizon, sine: number): Float64Array {
  const heights = new Float64Array(count);
  for (let index = 0, offset = 0; index < count; index += 1, offset += width) {
    const x = (samples[offset] ?? 0) - origin.x;
    const y = (samples[offset + 1] ?? 0) - origin.y;
    const z = (samples[offset + 2] ?? 0) - origin.z;
    heights[index] = (x * up.x + y * up.y + z * up.z) / Math.sqrt(x * x + y * y + z * z) - sine;
  }
  return heights;
}

/** Where the satellite is at any moment from the first sample to the last, in Earth-fixed kilometres. */
export function satelliteAt(ephemeris: Ephemeris, atMs: number): Vector {
  const { offset, share, samples } = placed(ephemeris, atMs);
  const seconds = stepMs / 1000;
  const along = (axis: number): number => {
    const [here, next] = [offset + axis, offset + width + axis];
    return hermite(
      share,
      samples[here] ?? 0,
      (samples[here + 3] ?? 0) * seconds,
      samples[next] ?? 0,
      (samples[next + 3] ?? 0) * seconds,
    );
  };
  return { x: along(0), y: along(1), z: along(2) };
}

/** Where the Sun is, in astronomical units along the same axes. */
export function sunOver(ephemeris: Ephemeris, atMs: number): Vector {
  const { offset, share, samples } = placed(ephemeris, atMs);
  const along = (axis: number): number => {
    const here = samples[offset + 6 + axis] ?? 0;
    return here + share * ((samples[offset + width + 6 + axis] ?? 0) - here);
  };
  return { x: along(0), y: along(1), z: along(2) };
}

/** How much of the Sun the satellite lacks: lit from 0 to half of it. */
export const shadeOf = (ephemeris: Ephemeris, atMs: number): number =>
  shadowFraction(sunOver(ephemeris, atMs), satelliteAt(ephemeris, atMs));

function placed({ startMs, count, samples }: Ephemeris, atMs: number) {
  const index = Math.max(0, Math.min(Math.floor((atMs - startMs) / stepMs), count - 2));
  // Reckoned from the sample on, so that it does not depend on where the ephemeris begins.
  return { offset: index * width, share: (atMs - startMs - index * stepMs) / stepMs, samples };
}

/** The cubic through two values with their slopes. */
function hermite(share: number, from: number, fromSlope: number, to: number, toSlope: number): number {
  const square = share * share;
  const cube = square * share;
  return (
    (2 * cube - 3 * square + 1) * from +
    (cube - 2 * square + share) * fromSlope +
    (3 * square - 2 * cube) * to +
    (cube - square) * toSlope
  );
}
