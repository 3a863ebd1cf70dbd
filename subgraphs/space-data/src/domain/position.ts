import { degreesLat, degreesLong, eciToGeodetic, shadowFraction } from 'satellite.js';
import { earthRotation, type Orbit, sunAt } from './orbit.ts';

/** Degrees, kilometres above the ellipsoid, km/h through space. */
export interface Position {
  readonly at: Temporal.Instant;
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude: number;
  readonly velocity: number;
  /** Whether it sees more than half of the Sun. */
  readonly sunlit: boolean;
}

/** Where a satellite is; undefined where its elements cannot carry it. */
export function positionAt(orbit: Orbit, at: Temporal.Instant): Position | undefined {
  const atMs = at.epochMilliseconds;
  const state = orbit.stateAt(atMs);
  if (!state) return undefined;
  const { latitude, longitude, height } = eciToGeodetic(state.position, earthRotation(atMs));
  const { x, y, z } = state.velocity;
  return {
    at,
    latitude: degreesLat(latitude),
    longitude: degreesLong(longitude),
    altitude: height,
    velocity: Math.hypot(x, y, z) * 3600,
    sunlit: shadowFraction(sunAt(atMs), state.position) < 0.5,
  };
}

interface Track {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly stepMs: number;
}

/** How many points a track has. */
export const pointsOf = ({ from, to, stepMs }: Track): number =>
  Math.ceil((to.epochMilliseconds - from.epochMilliseconds) / stepMs);

/** Where a satellite is from one instant on until before another, one step after the other; what its elements cannot carry is left out. */
export const trackOf = (orbit: Orbit, track: Track): Position[] =>
  Array.from({ length: pointsOf(track) }, (_, index) =>
    positionAt(orbit, track.from.add({ milliseconds: index * track.stepMs })),
  ).filter((position) => position !== undefined);
