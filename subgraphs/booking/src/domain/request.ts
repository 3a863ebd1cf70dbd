import { Refusal } from '@constellation/kit/refusal';
import { type Interval, isUpTo } from '@constellation/schema/schedule';
import { tidy } from './text.ts';

/** Who comes; all of it is the guest's own words. */
export interface Guest {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

/** After how many hours a request lapses that nobody answers. */
export const requestHours = 24;

const shortestStayMinutes = 15;
/** How long nobody stays longer. */
export const longestStayMinutes = 24 * 60;

/** How long bookings are taken ahead. */
export const furthestAheadDays = 730;

/** The guest as given, blanks trimmed. @throws Refusal INVALID_INPUT. */
export function checkGuest(guest: {
  name: string;
  email?: string | null;
  phone?: string | null;
  note?: string | null;
}): Guest {
  const name = tidy(guest.name, { path: guestPath('name'), longest: 200 });
  if (name.length === 0) throw invalid(['guest', 'name'], 'A guest needs a name');
  const email = tidyOrNull(guest.email, 'email', 320);
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) throw invalid(['guest', 'email'], 'This is no email address');
  return { name, email, phone: tidyOrNull(guest.phone, 'phone', 50), note: tidyOrNull(guest.note, 'note', 2000) };
}

const guestPath = (field: string) => ['input', 'guest', field];

const tidyOrNull = (text: string | null | undefined, field: string, longest: number) =>
  text == null ? null : tidy(text, { path: guestPath(field), longest });

/** @throws Refusal INVALID_INPUT unless somebody comes. */
export function checkPartySize(partySize: number): void {
  if (partySize < 1) throw invalid(['partySize'], 'A party is at least 1');
}

/**
 * The stretch a party stays: elapsed time, whatever the clocks do meanwhile, from the microsecond that can be kept.
 * @throws Refusal INVALID_INPUT.
 */
export function stayFrom(startsAt: Temporal.Instant, duration: Temporal.Duration): Interval {
  const start = startsAt.round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
  return { start, end: start.add({ minutes: stayMinutes(duration) }) };
}

/** How long a stay is that a duration means. @throws Refusal INVALID_INPUT. */
export function stayMinutes(duration: Temporal.Duration): number {
  const minutes = elapsedMinutes(duration);
  if (Number.isInteger(minutes) && minutes >= shortestStayMinutes && minutes <= longestStayMinutes) return minutes;
  throw invalid(['duration'], 'A stay is between PT15M and PT24H, in hours and minutes');
}

/** No number where it depends on the calendar. */
function elapsedMinutes(duration: Temporal.Duration): number {
  const { years, months, weeks } = duration;
  return years || months || weeks ? Number.NaN : duration.total('minutes');
}

/** The last instant at which a stay may begin. */
export const furthestStart = (at: Temporal.Instant): Temporal.Instant => at.add({ hours: 24 * furthestAheadDays });

/** @throws Refusal INVALID_INPUT unless the stay begins within two years. */
export function checkStart({ start }: Interval, at: Temporal.Instant): void {
  if (!isUpTo(start, furthestStart(at)))
    throw invalid(['startsAt'], `Bookings are taken up to ${furthestAheadDays} days ahead`);
}

const invalid = (path: readonly string[], message: string) =>
  new Refusal('INVALID_INPUT', message, { path: ['input', ...path] });
