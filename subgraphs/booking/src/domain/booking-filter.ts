import { Refusal } from '@constellation/kit/refusal';
import type { Interval } from '@constellation/schema/schedule';
import type { Status } from './lifecycle.ts';
import { tidy } from './text.ts';

/** Which bookings a list has; all that is given must fit. */
export interface BookingFilter {
  readonly status?: readonly Status[] | null;
  readonly attention?: boolean | null;
  readonly venueId?: string | null;
  readonly tableId?: string | null;
  readonly partnerId?: string | null;
  /** Beginnings of words of the guest's name, email or phone. */
  readonly guest?: string | null;
  /** The business day they start on. */
  readonly date?: Temporal.PlainDate | null;
  /** They end after it. */
  readonly from?: Temporal.Instant | null;
  /** They start before it. */
  readonly to?: Temporal.Instant | null;
}

/** What bookings are ordered by: the earliest start first, or the newest first. */
export type BookingOrder = 'STARTS_AT' | 'CREATED_AT' | 'UPDATED_AT';

const longestGuest = 320;
const longestStretchDays = 62;

/** The filter with its words tidied; without a word of letters or digits any guest fits. @throws Refusal BAD_USER_INPUT. */
export function checkFilter(filter: BookingFilter): BookingFilter {
  if (filter.date != null && filter.venueId == null)
    throw badArgument(['filter', 'date'], 'A business day is that of a venue; name the venue, too');
  if (filter.guest == null) return filter;
  const guest = tidy(filter.guest, { path: ['filter', 'guest'], longest: longestGuest, code: 'BAD_USER_INPUT' });
  return { ...filter, guest: /[\p{L}\p{N}]/u.test(guest) ? guest : null };
}

/** The stretch between two instants. @throws Refusal BAD_USER_INPUT unless it is in order and of at most 62 days. */
export function stretchFrom({ from: start, to: end }: Readonly<Record<'from' | 'to', Temporal.Instant>>): Interval {
  if (Temporal.Instant.compare(end, start) < 0) throw badArgument(['to'], '`to` is not before `from`');
  if (Temporal.Instant.compare(end, start.add({ hours: longestStretchDays * 24 })) > 0)
    throw badArgument(['to'], `\`to\` is at most ${longestStretchDays} days behind \`from\``);
  return { start, end };
}

const badArgument = (path: readonly string[], message: string) => new Refusal('BAD_USER_INPUT', message, { path });
