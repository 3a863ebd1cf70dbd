/** For how many days readings are kept one by one, unless told otherwise; rollups outlive them. */
export const keptDays = 30;

/** For how many days rollups of minutes are kept; those of hours and days are kept for good. */
export const minutesKeptDays = 400;

/** From when on readings are there. */
export interface Kept {
  readonly keptDays: number;
  /** Those of before were dropped; null as long as none were. */
  readonly droppedBefore: Temporal.Instant | null;
}

/** Longer than between the verdict on a point and its place among the readings: nothing is written to days that are dropped. */
const graceHours = 1;

/** The first day (UTC) whose readings are not all older than they are kept. */
export const firstKeptDay = (now: Temporal.Instant, days: number): Temporal.PlainDate =>
  now
    .subtract({ hours: 24 * days + graceHours })
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
