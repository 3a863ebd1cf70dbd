import { type Ephemeris, shadeOf, sunOver } from './ephemeris.ts';
import { type Horizon, sineOfElevation } from './horizon.ts';
import { crossing } from './search.ts';

/** Whether a pass can be seen; if not, whether the sky is too bright, or the satellite in the Earth's shadow while it is dark. */
export type Visibility = 'VISIBLE' | 'DAYLIGHT' | 'ECLIPSED';

/** The longest stretch in which it can be seen, where there is one. */
export interface Visible {
  readonly visibility: Visibility;
  readonly visibleFrom?: Temporal.Instant;
  readonly visibleTo?: Temporal.Instant;
}

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The sky is dark enough for satellites once the Sun is six degrees below the horizon: civil dusk. */
const darkSine = Math.sin((-6 * Math.PI) / 180);
const kmPerAu = 149_597_870.7;
/** Neither shadow nor night comes and goes within this time. */
const stepMs = 15_000;

/** Judges one pass: it is visible if the satellite is lit while the observer is in the dark, for however short a part of it. */
export function visibilityOf(ephemeris: Ephemeris, horizon: Horizon, pass: Stretch): Visible {
  const dark = stretchesOf((atMs) => {
    const { x, y, z } = sunOver(ephemeris, atMs);
    return darkSine - sineOfElevation(horizon, { x: x * kmPerAu, y: y * kmPerAu, z: z * kmPerAu });
  }, pass);
  if (dark.length === 0) return { visibility: 'DAYLIGHT' };
  const lit = stretchesOf((atMs) => 0.5 - shadeOf(ephemeris, atMs), pass);
  const [seen] = shared(dark, lit).toSorted((one, other) => lengthOf(other) - lengthOf(one));
  if (!seen) return { visibility: 'ECLIPSED' };
  return {
    visibility: 'VISIBLE',
    visibleFrom: Temporal.Instant.fromEpochMilliseconds(seen.fromMs),
    visibleTo: Temporal.Instant.fromEpochMilliseconds(seen.toMs),
  };
}

/** In which parts of a stretch a function of time is positive. */
function stretchesOf(value: (atMs: number) => number, { fromMs, toMs }: Stretch): Stretch[] {
  const steps = Math.max(1, Math.ceil((toMs - fromMs) / stepMs));
  const moments = Array.from({ length: steps + 1 }, (_, step) => fromMs + ((toMs - fromMs) * step) / steps);
  const changes = moments
    .slice(1)
    .flatMap((now, index) =>
      value(moments[index] ?? fromMs) > 0 === value(now) > 0 ? [] : [crossing(value, moments[index] ?? fromMs, now)],
    );
  const edges = value(fromMs) > 0 ? [fromMs, ...changes] : changes;
  return edges.flatMap((edge, index) => (index % 2 === 0 ? [{ fromMs: edge, toMs: edges[index + 1] ?? toMs }] : []));
}

const shared = (some: readonly Stretch[], others: readonly Stretch[]): Stretch[] =>
  some
    .flatMap((one) =>
      others.map((other) => ({ fromMs: Math.max(one.fromMs, other.fromMs), toMs: Math.min(one.toMs, other.toMs) })),
    )
    .filter((both) => lengthOf(both) > 0);

const lengthOf = ({ fromMs, toMs }: Stretch): number => toMs - fromMs;
