import { Refusal } from '@constellation/kit/refusal';
import type { Interval } from './opening.ts';
import { tidy } from './text.ts';

/** Who comes; all of it is the guest's own words. */
export interface Guest {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

/** How long a party stays when nobody says, and how long a hold lasts. */
export const stay = Temporal.Duration.from('PT90M');
export const hold = Temporal.Duration.from('PT10M');

const shortestStayMinutes = 15;
const longestStayMinutes = 24 * 60;
const furthestAheadDays = 730;

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
  const minutes = elapsedMinutes(duration);
  if (!Number.isInteger(minutes) || minutes < shortestStayMinutes || minutes > longestStayMinutes) {
    throw invalid(['duration'], 'A stay is between PT15M and PT24H, in hours and minutes');
  }
  const start = startsAt.round({ smallestUnit: 'microsecond', roundingMode: 'floor' });
  return { start, end: start.add({ minutes }) };
}

/** No number where it depends on the calendar. */
function elapsedMinutes(duration: Temporal.Duration): number {
  const { years, months, weeks } = duration;
  return years || months || weeks ? Number.NaN : duration.total('minutes');
}

/** @throws Refusal PAST or INVALID_INPUT unless the stay begins between now and two years ahead. */
export function checkStart({ start }: Interval, at: Temporal.Instant): void {
  const path = ['input', 'startsAt'];
  if (Temporal.Instant.compare(start, at) < 0) throw new Refusal('PAST', 'That time is over', { path });
  if (Temporal.Instant.compare(start, at.add({ hours: 24 * furthestAheadDays })) > 0) {
    throw invalid(['startsAt'], `Bookings are taken up to ${furthestAheadDays} days ahead`);
  }
}

const invalid = (path: readonly string[], message: string) =>
  new Refusal('INVALID_INPUT', message, { path: ['input', ...path] });
