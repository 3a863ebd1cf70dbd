import { NextMoonQuarter, SearchMoonQuarter } from 'astronomy-engine';
import { type MoonPhaseKind, phaseKind } from './moon.ts';
import { instantOf, universalTime } from './universal-time.ts';

/** When the Moon is new, full, or half lit. */
export interface MoonPhase {
  readonly kind: MoonPhaseKind;
  readonly at: Temporal.Instant;
}

/** The four principal phases in `[from, to)`, in order. */
export function moonPhases(from: Temporal.Instant, to: Temporal.Instant): MoonPhase[] {
  const phases: MoonPhase[] = [];
  for (let quarter = SearchMoonQuarter(universalTime(from)); ; quarter = NextMoonQuarter(quarter)) {
    const at = instantOf(quarter.time);
    if (Temporal.Instant.compare(at, to) >= 0) return phases;
    if (Temporal.Instant.compare(at, from) >= 0) phases.push({ kind: phaseKind(quarter.quarter * 90), at });
  }
}
