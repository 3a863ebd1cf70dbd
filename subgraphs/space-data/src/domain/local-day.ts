import { type AstroTime, Observer } from 'astronomy-engine';
import type { Place } from './place.ts';
import { instantOf, universalTime } from './universal-time.ts';

/** A calendar day of a zone as the stretch of time that it is: 23 or 25 hours where clocks change. */
export interface LocalDay {
  readonly start: AstroTime;
  readonly days: number;
}

/** The day that a date is in a zone. */
export function localDay(date: Temporal.PlainDate, timeZone: string): LocalDay {
  const start = date.toZonedDateTime(timeZone).toInstant();
  const end = date.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  return { start: universalTime(start), days: (end.epochMilliseconds - start.epochMilliseconds) / 86_400_000 };
}

/** Who stands at a place and looks up. */
export const observerAt = ({ latitude, longitude, elevation }: Place): Observer =>
  new Observer(latitude, longitude, elevation);

/** What a search has found as an instant. */
export const found = (time: AstroTime | null): Temporal.Instant | undefined => (time ? instantOf(time) : undefined);
