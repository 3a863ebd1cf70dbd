import {
  type AstroTime,
  EclipseKind as Type,
  NextGlobalSolarEclipse,
  NextLunarEclipse,
  SearchGlobalSolarEclipse,
  SearchLunarEclipse,
} from 'astronomy-engine';
import { instantOf, universalTime } from './universal-time.ts';

export type EclipseKind = 'SOLAR' | 'LUNAR';
export type EclipseType = 'PENUMBRAL' | 'PARTIAL' | 'ANNULAR' | 'TOTAL';

/** An eclipse as the whole Earth has it. */
export interface Eclipse {
  readonly kind: EclipseKind;
  readonly type: EclipseType;
  readonly peak: Temporal.Instant;
  /** Where the Moon's shadow falls at the peak; only of solar ones that are total or annular somewhere. */
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

const types: Partial<Record<Type, EclipseType>> = {
  [Type.Penumbral]: 'PENUMBRAL',
  [Type.Partial]: 'PARTIAL',
  [Type.Annular]: 'ANNULAR',
  [Type.Total]: 'TOTAL',
};

/** What astronomy-engine calls a type of eclipse, in our words. */
export const typeOf = (kind: Type): EclipseType => types[kind] ?? 'PARTIAL';

/** What comes one after the other, from the first on as long as its peak is before an instant. */
export function* until<Found extends { readonly peak: AstroTime | { readonly time: AstroTime } }>(
  to: Temporal.Instant,
  first: Found,
  next: (peak: AstroTime) => Found,
): Generator<Found> {
  for (let eclipse = first; ;) {
    const peak = 'time' in eclipse.peak ? eclipse.peak.time : eclipse.peak;
    if (Temporal.Instant.compare(instantOf(peak), to) >= 0) return;
    yield eclipse;
    eclipse = next(peak);
  }
}

/** What is searched for is the new or full Moon after a moment, which may be hours before the peak of its eclipse. */
export const searchedFrom = (from: Temporal.Instant) => universalTime(from.subtract({ hours: 24 }));

/** Eclipses whose peak is in `[from, to)`, in order; of one kind if that is told. */
export function eclipsesBetween(from: Temporal.Instant, to: Temporal.Instant, kind?: EclipseKind): Eclipse[] {
  const start = searchedFrom(from);
  const solar = kind === 'LUNAR' ? [] : until(to, SearchGlobalSolarEclipse(start), NextGlobalSolarEclipse);
  const lunar = kind === 'SOLAR' ? [] : until(to, SearchLunarEclipse(start), NextLunarEclipse);
  return [
    ...[...solar].map(({ kind: type, peak, latitude, longitude }): Eclipse => {
      return { kind: 'SOLAR', type: typeOf(type), peak: instantOf(peak), latitude, longitude };
    }),
    ...[...lunar].map(({ kind: type, peak }): Eclipse => {
      return { kind: 'LUNAR', type: typeOf(type), peak: instantOf(peak) };
    }),
  ]
    .filter(({ peak }) => Temporal.Instant.compare(peak, from) >= 0)
    .toSorted((one, other) => Temporal.Instant.compare(one.peak, other.peak));
}
