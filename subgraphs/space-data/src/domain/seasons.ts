import { Seasons } from 'astronomy-engine';
import { instantOf } from './universal-time.ts';

export type SeasonKind = 'MARCH_EQUINOX' | 'JUNE_SOLSTICE' | 'SEPTEMBER_EQUINOX' | 'DECEMBER_SOLSTICE';

export interface Season {
  readonly kind: SeasonKind;
  readonly at: Temporal.Instant;
}

/** When the seasons of a year begin, in order. */
export function seasonsOf(year: number): Season[] {
  const { mar_equinox: march, jun_solstice: june, sep_equinox: september, dec_solstice: december } = Seasons(year);
  return [
    { kind: 'MARCH_EQUINOX', at: instantOf(march) },
    { kind: 'JUNE_SOLSTICE', at: instantOf(june) },
    { kind: 'SEPTEMBER_EQUINOX', at: instantOf(september) },
    { kind: 'DECEMBER_SOLSTICE', at: instantOf(december) },
  ];
}
