import { arcBetween } from './arc.ts';

/** Where something was seen. */
export interface Sighting {
  readonly at: Temporal.Instant;
  readonly latitude: number;
  readonly longitude: number;
}

/** Over the ground, in kilometres and km/h. */
export interface Movement {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly distanceKm: number;
  readonly velocity: number;
  readonly moved: boolean;
}

const earthRadiusKm = 6371;
/** What counts as standing still, in kilometres. */
const stillKm = 0.1;

/** The shortest way between two places on a sphere with the Earth's mean radius, in kilometres. */
export const distanceKm = (one: Omit<Sighting, 'at'>, other: Omit<Sighting, 'at'>): number =>
  earthRadiusKm * arcBetween(one, other);

/** How something moved from one sighting to a later one; undefined where no time has passed. */
export function movementBetween(earlier: Sighting, later: Sighting): Movement | undefined {
  const hours = later.at.since(earlier.at).total('hours');
  if (hours <= 0) return undefined;
  const distance = distanceKm(earlier, later);
  return {
    from: earlier.at,
    to: later.at,
    distanceKm: distance,
    velocity: distance / hours,
    moved: distance > stillKm,
  };
}
