import { checkForDecay, gstime, json2satrec, sgp4, sunPos } from 'satellite.js';
import type { MeanElements } from './elements.ts';
import { epochOf } from './epoch.ts';

export interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Where a satellite is and how it moves: km and km/s in the true equator, mean equinox frame of SGP4. */
export interface OrbitState {
  readonly position: Vector;
  readonly velocity: Vector;
}

export interface Orbit {
  /** One revolution, in milliseconds. */
  readonly periodMs: number;
  /** By milliseconds since 1970; undefined where the elements cannot carry it. */
  stateAt(atMs: number): OrbitState | undefined;
}

/** How far from their epoch elements are carried at all: past it not even the plane of a low orbit is worth showing. */
const furthestMs = 2 * 365.25 * 86_400_000;

/** The orbit that SGP4 makes of mean elements. It ends where they decay, and two years from their epoch. */
export function orbitOf(elements: MeanElements): Orbit {
  const { EPHEMERIS_TYPE: _type, CLASSIFICATION_TYPE: _classification, CCSDS_OMM_VERS: _version, ...plain } = elements;
  const satellite = json2satrec(plain);
  const epochMs = epochOf(elements).epochNanoseconds;
  return {
    periodMs: 86_400_000 / elements.MEAN_MOTION,
    stateAt(atMs) {
      const sinceMs = atMs - Number(epochMs) / 1e6;
      if (Math.abs(sinceMs) > furthestMs) return undefined;
      const state = sgp4(satellite, sinceMs / 60_000);
      return state && !checkForDecay(satellite) ? state : undefined;
    },
  };
}

const julianDate = (atMs: number): number => atMs / 86_400_000 + 2_440_587.5;

/** How far the Earth has turned, in radians; UT1 counts as UTC, which is never a second away. */
export const earthRotation = (atMs: number): number => gstime(julianDate(atMs));

/** The Sun's place as seen from the Earth's centre, in astronomical units. */
export const sunAt = (atMs: number): Vector => sunPos(julianDate(atMs)).rsun;
