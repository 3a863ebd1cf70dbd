import type { SpecialStretch } from '@constellation/schema/schedule';
import type { SpecialHours } from './special-hours.ts';

/** As much of a venue as its special days need. */
interface Calendar {
  readonly timeZone: string;
  readonly specialHours: readonly SpecialHours[];
}

/** The date that it is at a venue. */
export const todayAt = ({ timeZone }: Pick<Calendar, 'timeZone'>, at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO(timeZone).toPlainDate();

/** The special days that others still need to know: those of a week ago and later, without what is for guests. */
export function recentDays(venue: Calendar, at: Temporal.Instant): SpecialStretch[] {
  const weekAgo = todayAt(venue, at).subtract({ days: 7 }).toString();
  return venue.specialHours
    .filter(({ date }) => date >= weekAgo)
    .map(({ date, opens, closes }) => ({ date, opens, closes }));
}

/** Special days as the graph shows them, from a date to a date. */
export const daysBetween = (
  { specialHours }: Pick<Calendar, 'specialHours'>,
  { from, to }: { readonly from?: Temporal.PlainDate | null; readonly to?: Temporal.PlainDate | null },
) =>
  specialHours
    .map(({ date, ...hours }) => ({ ...hours, date: Temporal.PlainDate.from(date), closed: hours.opens === null }))
    .filter(
      ({ date }) =>
        (from == null || Temporal.PlainDate.compare(from, date) <= 0) &&
        (to == null || Temporal.PlainDate.compare(date, to) <= 0),
    );
