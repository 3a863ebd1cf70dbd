import { geodeticToEcf } from 'satellite.js';
import { compassPoint } from './compass.ts';
import type { Vector } from './orbit.ts';
import type { Place } from './place.ts';

/** What is seen from a place: its own spot and the directions from there, in Earth-fixed kilometres. */
export interface Horizon {
  readonly origin: Vector;
  readonly up: Vector;
  readonly north: Vector;
  readonly east: Vector;
}

/** Where to look: degrees from north by east, degrees above the horizon without refraction, kilometres. */
export interface Look {
  readonly azimuth: number;
  readonly elevation: number;
  readonly rangeKm: number;
  readonly compass: string;
}

const degree = Math.PI / 180;

/** The horizon of a place on the WGS 84 ellipsoid. */
export function horizonOf({ latitude, longitude, elevation }: Place): Horizon {
  const at = { latitude: latitude * degree, longitude: longitude * degree, height: elevation / 1000 };
  const [sinLatitude, cosLatitude] = [Math.sin(at.latitude), Math.cos(at.latitude)];
  const [sinLongitude, cosLongitude] = [Math.sin(at.longitude), Math.cos(at.longitude)];
  return {
    origin: geodeticToEcf(at),
    up: { x: cosLatitude * cosLongitude, y: cosLatitude * sinLongitude, z: sinLatitude },
    north: { x: -sinLatitude * cosLongitude, y: -sinLatitude * sinLongitude, z: cosLatitude },
    east: { x: -sinLongitude, y: cosLongitude, z: 0 },
  };
}

/** The sine of how high something stands. */
export function sineOfElevation({ origin, up }: Horizon, { x, y, z }: Vector): number {
  const [dx, dy, dz] = [x - origin.x, y - origin.y, z - origin.z];
  return (dx * up.x + dy * up.y + dz * up.z) / Math.sqrt(dx * dx + dy * dy + dz * dz);
}

/** Where to look for something. */
export function lookAt(horizon: Horizon, { x, y, z }: Vector): Look {
  const { origin, north, east } = horizon;
  const towards = { x: x - origin.x, y: y - origin.y, z: z - origin.z };
  const azimuth = (Math.atan2(dot(towards, east), dot(towards, north)) / degree + 360) % 360;
  return {
    azimuth,
    elevation: Math.asin(sineOfElevation(horizon, { x, y, z })) / degree,
    rangeKm: Math.hypot(towards.x, towards.y, towards.z),
    compass: compassPoint(azimuth),
  };
}

const dot = (one: Vector, other: Vector): number => one.x * other.x + one.y * other.y + one.z * other.z;
