import { Body, Illumination, KM_PER_AU, MoonPhase, SearchRiseSet } from 'astronomy-engine';
import { found, localDay, observerAt } from './local-day.ts';
import type { Place } from './place.ts';
import { universalTime } from './universal-time.ts';

export type MoonPhaseKind = (typeof kinds)[number];

const kinds = [
  'NEW',
  'WAXING_CRESCENT',
  'FIRST_QUARTER',
  'WAXING_GIBBOUS',
  'FULL',
  'WANING_GIBBOUS',
  'LAST_QUARTER',
  'WANING_CRESCENT',
] as const;

/** The Moon at an instant, and what it does on that day. */
export interface Moon {
  readonly at: Temporal.Instant;
  /** The part of its disc that is lit, 0 to 1. */
  readonly illumination: number;
  /** The angle between Sun and Earth as the Moon sees them: 0 when full, 180 when new. */
  readonly phaseAngle: number;
  readonly phase: MoonPhaseKind;
  /** On the zone's calendar day that the instant is in. */
  readonly rise?: Temporal.Instant | undefined;
  readonly set?: Temporal.Instant | undefined;
  /** From the Earth's centre to its own. */
  readonly distanceKm: number;
}

/** The phase whose eighth of the circle a longitude east of the Sun is in: new and full are the eighths around them. */
export const phaseKind = (longitude: number): MoonPhaseKind => kinds[Math.round(longitude / 45) % 8] ?? 'NEW';

/** The Moon as a place sees it, on a day of a zone's calendar. */
export function moonAt(place: Place, timeZone: string, at: Temporal.Instant): Moon {
  const time = universalTime(at);
  const { phase_fraction: illumination, phase_angle: phaseAngle, geo_dist: distance } = Illumination(Body.Moon, time);
  const { start, days } = localDay(at.toZonedDateTimeISO(timeZone).toPlainDate(), timeZone);
  const observer = observerAt(place);
  return {
    at,
    illumination,
    phaseAngle,
    phase: phaseKind(MoonPhase(time)),
    rise: found(SearchRiseSet(Body.Moon, observer, 1, start, days)),
    set: found(SearchRiseSet(Body.Moon, observer, -1, start, days)),
    distanceKm: distance * KM_PER_AU,
  };
}
