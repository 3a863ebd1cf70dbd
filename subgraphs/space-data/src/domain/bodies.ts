import { Body, Constellation, Equator, Horizon, Illumination } from 'astronomy-engine';
import { bodyNames } from './body-names.ts';
import { observerAt } from './local-day.ts';
import type { Place } from './place.ts';
import { universalTime } from './universal-time.ts';

/** Where a body stands: degrees from north by east, degrees above the horizon without refraction. */
export interface BodyPosition {
  readonly body: string;
  readonly azimuth: number;
  readonly elevation: number;
  readonly constellation: string;
  /** How bright it is as seen from the Earth's centre. */
  readonly magnitude: number;
}

/** Where Sun, Moon and planets stand over a place, those below the horizon too. */
export function bodiesOver(place: Place, at: Temporal.Instant): BodyPosition[] {
  const [observer, time] = [observerAt(place), universalTime(at)];
  return bodyNames.map((name) => {
    const body = Body[name];
    const ofDate = Equator(body, time, observer, true, true);
    const ofJ2000 = Equator(body, time, observer, false, true);
    const { azimuth, altitude } = Horizon(time, observer, ofDate.ra, ofDate.dec);
    return {
      body,
      azimuth,
      elevation: altitude,
      constellation: Constellation(ofJ2000.ra, ofJ2000.dec).name,
      magnitude: Illumination(body, time).mag,
    };
  });
}
