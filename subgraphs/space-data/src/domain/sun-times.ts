import { Body, Equator, Horizon, SearchAltitude, SearchHourAngle, SearchRiseSet } from 'astronomy-engine';
import { found, type LocalDay, localDay, observerAt } from './local-day.ts';
import type { Place } from './place.ts';
import { instantOf } from './universal-time.ts';

/** What the Sun does on one calendar day; what does not happen on it is left out. */
export interface SunTimes {
  readonly date: Temporal.PlainDate;
  /** Of its upper edge, refraction counted, over a horizon at the place's own height. */
  readonly rise?: Temporal.Instant | undefined;
  readonly set?: Temporal.Instant | undefined;
  /** The first from the day's beginning on. */
  readonly transit: Temporal.Instant;
  readonly civilDawn?: Temporal.Instant | undefined;
  readonly civilDusk?: Temporal.Instant | undefined;
  readonly nauticalDawn?: Temporal.Instant | undefined;
  readonly nauticalDusk?: Temporal.Instant | undefined;
  readonly astronomicalDawn?: Temporal.Instant | undefined;
  readonly astronomicalDusk?: Temporal.Instant | undefined;
  /** Which way it is if it neither rises nor sets. */
  readonly polar?: 'DAY' | 'NIGHT' | undefined;
}

interface Day extends LocalDay {
  readonly observer: ReturnType<typeof observerAt>;
}

const [upwards, downwards] = [1, -1];

/** What the Sun does at a place on a day of a zone's calendar. */
export function sunTimes(place: Place, timeZone: string, date: Temporal.PlainDate): SunTimes {
  const day = { ...localDay(date, timeZone), observer: observerAt(place) };
  const transit = SearchHourAngle(Body.Sun, day.observer, 0, day.start);
  const [rise, set] = [edge(day, upwards), edge(day, downwards)];
  return {
    date,
    rise,
    set,
    transit: instantOf(transit.time),
    civilDawn: twilight(day, upwards, -6),
    civilDusk: twilight(day, downwards, -6),
    nauticalDawn: twilight(day, upwards, -12),
    nauticalDusk: twilight(day, downwards, -12),
    astronomicalDawn: twilight(day, upwards, -18),
    astronomicalDusk: twilight(day, downwards, -18),
    polar: rise || set ? undefined : polarOf(day),
  };
}

const edge = ({ observer, start, days }: Day, direction: number) =>
  found(SearchRiseSet(Body.Sun, observer, direction, start, days));

const twilight = ({ observer, start, days }: Day, direction: number, altitude: number) =>
  found(SearchAltitude(Body.Sun, observer, direction, start, days, altitude));

/** Half of the Sun's disc and what the air lifts it by. */
const edgeAltitude = -0.833;

/** Which way a day is without sunrise and sunset; neither where clocks skip it, as no time is in it. */
function polarOf(day: Day): SunTimes['polar'] {
  if (day.days === 0) return undefined;
  return isUp(day) ? 'DAY' : 'NIGHT';
}

/** Whether the Sun is up when the day begins: enough to know where it neither rises nor sets. */
function isUp({ observer, start }: Day): boolean {
  const { ra, dec } = Equator(Body.Sun, start, observer, true, true);
  return Horizon(start, observer, ra, dec).altitude > edgeAltitude;
}
