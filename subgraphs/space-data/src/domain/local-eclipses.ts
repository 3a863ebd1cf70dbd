import {
  Body,
  type EclipseEvent,
  Equator,
  Horizon,
  type LocalSolarEclipseInfo,
  type LunarEclipseInfo,
  NextLocalSolarEclipse,
  NextLunarEclipse,
  type Observer,
  SearchLocalSolarEclipse,
  SearchLunarEclipse,
} from 'astronomy-engine';
import { type EclipseKind, type EclipseType, searchedFrom, typeOf, until } from './eclipses.ts';
import { observerAt } from './local-day.ts';
import type { Place } from './place.ts';
import { instantOf, universalTime } from './universal-time.ts';

/** An eclipse as one place has it. */
export interface LocalEclipse {
  readonly kind: EclipseKind;
  readonly type: EclipseType;
  readonly partialStart?: Temporal.Instant | undefined;
  /** Of the annular phase, too. */
  readonly totalStart?: Temporal.Instant | undefined;
  readonly peak: Temporal.Instant;
  readonly totalEnd?: Temporal.Instant | undefined;
  readonly partialEnd?: Temporal.Instant | undefined;
  /** The part of the disc that is covered at the peak, 0 to 1. */
  readonly obscuration: number;
  /** Of the Sun or Moon at the peak, in degrees, without refraction. */
  readonly elevation: number;
  /** Whether the Sun or Moon is above the horizon during any of it. */
  readonly visible: boolean;
}

/**
 * Eclipses whose peak at a place is in `[from, to)`, in order. Lunar ones are there even if the Moon is below the horizon, and
 * then not visible; solar ones of which nothing is above it are not.
 */
export function eclipsesOver(place: Place, from: Temporal.Instant, to: Temporal.Instant): LocalEclipse[] {
  const [observer, start] = [observerAt(place), searchedFrom(from)];
  const nextSolar = (peak: Parameters<typeof NextLocalSolarEclipse>[0]) => NextLocalSolarEclipse(peak, observer);
  const solar = until(to, SearchLocalSolarEclipse(start, observer), nextSolar);
  const lunar = until(to, SearchLunarEclipse(start), NextLunarEclipse);
  return [
    ...[...solar].map((eclipse) => solarEclipse(eclipse, observer)),
    ...[...lunar].map((eclipse) => lunarEclipse(eclipse, observer)),
  ]
    .filter(({ peak }) => Temporal.Instant.compare(peak, from) >= 0)
    .toSorted((one, other) => Temporal.Instant.compare(one.peak, other.peak));
}

function solarEclipse(eclipse: LocalSolarEclipseInfo, observer: Observer): LocalEclipse {
  const { kind, obscuration, partial_begin, total_begin, peak, total_end, partial_end } = eclipse;
  const at = (event: EclipseEvent | undefined) => event && instantOf(event.time);
  const elevation = elevationOf(Body.Sun, instantOf(peak.time), observer);
  const heights = [partial_begin, partial_end].map(({ time }) => elevationOf(Body.Sun, instantOf(time), observer));
  return {
    kind: 'SOLAR',
    type: typeOf(kind),
    partialStart: instantOf(partial_begin.time),
    totalStart: at(total_begin),
    peak: instantOf(peak.time),
    totalEnd: at(total_end),
    partialEnd: instantOf(partial_end.time),
    obscuration,
    elevation,
    visible: [elevation, ...heights].some(isUp),
  };
}

function lunarEclipse(eclipse: LunarEclipseInfo, observer: Observer): LocalEclipse {
  const { kind, obscuration, peak, sd_penum, sd_partial, sd_total } = eclipse;
  const middle = instantOf(peak);
  const off = (minutes: number, sign: 1 | -1) =>
    minutes > 0 ? middle.add({ milliseconds: sign * Math.round(minutes * 60_000) }) : undefined;
  const elevation = elevationOf(Body.Moon, middle, observer);
  const ends = [off(sd_penum, -1), off(sd_penum, 1)].filter((end) => end !== undefined);
  return {
    kind: 'LUNAR',
    type: typeOf(kind),
    partialStart: off(sd_partial, -1),
    totalStart: off(sd_total, -1),
    peak: middle,
    totalEnd: off(sd_total, 1),
    partialEnd: off(sd_partial, 1),
    obscuration,
    elevation,
    visible: [elevation, ...ends.map((end) => elevationOf(Body.Moon, end, observer))].some(isUp),
  };
}

function elevationOf(body: Body, at: Temporal.Instant, observer: Observer): number {
  const time = universalTime(at);
  const { ra, dec } = Equator(body, time, observer, true, true);
  return Horizon(time, observer, ra, dec).altitude;
}

/** Half of the disc and what the air lifts it by. */
const isUp = (elevation: number): boolean => elevation > -0.833;
