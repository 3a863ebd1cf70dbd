import type { SpecialStretch } from '@constellation/schema/schedule';
import type { SpecialHours } from './special-hours.ts';

/** The date that it is at a venue. */
export const todayAt = ({ timeZone }: { readonly timeZone: string }, at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO(timeZone).toPlainDate();

/** The special days as others need to know them: without what is for guests. */
export const withoutNotes = (specialHours: readonly SpecialHours[]): SpecialStretch[] =>
  specialHours.map(({ date, opens, closes }) => ({ date, opens, closes }));

/** Special days as the graph shows them, from a date to a date. */
export const daysBetween = (
  { specialHours }: { readonly specialHours: readonly SpecialHours[] },
  { from, to }: { readonly from?: Temporal.PlainDate | null; readonly to?: Temporal.PlainDate | null },
) =>
  specialHours
    .map(({ date, ...hours }) => ({ ...hours, date: Temporal.PlainDate.from(date), closed: hours.opens === null }))
    .filter(
      ({ date }) =>
        (from == null || Temporal.PlainDate.compare(from, date) <= 0) &&
        (to == null || Temporal.PlainDate.compare(date, to) <= 0),
    );
