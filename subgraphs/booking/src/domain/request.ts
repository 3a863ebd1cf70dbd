import { Refusal } from '@constellation/kit/refusal';
import type { Interval } from './opening.ts';

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
export function checkGuest(guest: { name: string; email?: string | null; phone?: string | null; note?: string | null }): Guest {
  const name = guest.name.trim();
  if (name.length === 0) throw invalid(['guest', 'name'], 'A guest needs a name');
  const email = bounded(guest.email, 'email', 320);
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) throw invalid(['guest', 'email'], 'This is no email address');
  return { name: bounded(name, 'name', 200) ?? name, email, phone: bounded(guest.phone, 'phone', 50), note: bounded(guest.note, 'note', 2000) };
}

function bounded(text: string | null | undefined, field: string, longest: number): string | null {
  if (text == null) return null;
  if (text.length > longest) throw invalid(['guest', field], `A guest's ${field} has at most ${longest} characters`);
  return text.trim();
}

/** @throws Refusal INVALID_INPUT unless somebody comes. */
export function checkPartySize(partySize: number): void {
  if (partySize < 1) throw invalid(['partySize'], 'A party is at least 1');
}

/** The stretch a party stays: elapsed time, whatever the clocks do meanwhile. @throws Refusal INVALID_INPUT. */
export function stayFrom(start: Temporal.Instant, duration: Temporal.Duration): Interval {
  const minutes = elapsedMinutes(duration);
  if (minutes === undefined || minutes < shortestStayMinutes || minutes > longestStayMinutes) {
    throw invalid(['duration'], 'A stay is between PT15M and PT24H, in hours and minutes');
  }
  return { start, end: start.add({ minutes }) };
}

function elapsedMinutes(duration: Temporal.Duration): number | undefined {
  const { years, months, weeks } = duration;
  return years || months || weeks ? undefined : duration.total('minutes');
}

/** @throws Refusal PAST or INVALID_INPUT unless the stay begins between now and two years ahead. */
export function checkStart({ start }: Interval, at: Temporal.Instant): void {
  const path = ['input', 'startsAt'];
  if (Temporal.Instant.compare(start, at) < 0) throw new Refusal('PAST', 'That time is over', { path });
  if (Temporal.Instant.compare(start, at.add({ hours: 24 * furthestAheadDays })) > 0) {
    throw invalid(['startsAt'], `Bookings are taken up to ${furthestAheadDays} days ahead`);
  }
}

const invalid = (path: readonly string[], message: string) => new Refusal('INVALID_INPUT', message, { path: ['input', ...path] });
