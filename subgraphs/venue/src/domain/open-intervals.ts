import { Refusal } from '@constellation/kit/refusal';
import { type Interval, isOpenAt, isUpTo, later, openWithin, type Schedule } from '@constellation/schema/schedule';

const mostDays = 62;

/** As much of a venue as says when it is open. */
interface Openable extends Schedule {
  readonly closed: boolean;
}

interface Range {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/**
 * When a venue is open between two instants; never once it is closed for good.
 * @throws Refusal BAD_USER_INPUT for a range that ends before it begins, or that is longer than 62 days
 */
export function openIntervals(venue: Openable, { from, to }: Range): Interval[] {
  if (!isUpTo(from, to)) throw badEnd('`to` is not before `from`');
  if (!isUpTo(to, furthest(from, venue))) throw badEnd(`\`to\` is at most ${mostDays} days after \`from\``);
  return venue.closed ? [] : openWithin(venue, { start: from, end: to });
}

/** Whether a venue is open at an instant; never once it is closed for good. */
export const isOpen = (venue: Openable, at: Temporal.Instant): boolean => !venue.closed && isOpenAt(venue, at);

/** Days of the venue's clock or of 24 hours, whatever is longer. */
const furthest = (from: Temporal.Instant, { timeZone }: Openable) =>
  later(from.add({ hours: 24 * mostDays }), from.toZonedDateTimeISO(timeZone).add({ days: mostDays }).toInstant());

const badEnd = (message: string) => new Refusal('BAD_USER_INPUT', message, { path: ['to'] });
