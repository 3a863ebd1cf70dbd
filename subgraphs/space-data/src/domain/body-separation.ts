import { arcBetween } from './arc.ts';

/** Degrees from north by east, and above the horizon. */
export interface BodyDirection {
  readonly azimuth: number;
  readonly elevation: number;
}

const pointOf = ({ azimuth, elevation }: BodyDirection) => ({ latitude: elevation, longitude: azimuth });

/** The angle between two directions in the same sky, in degrees from 0 to 180. */
export const separationDegrees = (one: BodyDirection, other: BodyDirection): number =>
  (arcBetween(pointOf(one), pointOf(other)) * 180) / Math.PI;
