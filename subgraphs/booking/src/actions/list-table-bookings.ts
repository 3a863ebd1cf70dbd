import type { Scope } from '@constellation/kit';
import type { Interval } from '@constellation/schema/schedule';
import { bookingsOn } from '../data/booking-list.queries.ts';
import type { Booking } from '../data/booking.entity.ts';
import { venuesOfTables } from '../data/venues.queries.ts';
import { sharesOf } from './access.ts';

/** A table for a while. */
export interface TableStretch {
  readonly tableId: string;
  readonly during: Interval;
}

/**
 * For each table the bookings that have or had it for some of its stretch and that the caller may see, by start; null for
 * a table that is not known, and for whoever may read none. Tables of the same stretch are read together.
 */
export async function bookingsOfTables(
  { em, principal }: Scope,
  wanted: readonly TableStretch[],
): Promise<(Booking[] | null)[]> {
  if (!principal.scopes.includes('bookings:read')) return wanted.map(() => null);
  const venues = await venuesOfTables(
    em,
    wanted.map(({ tableId }) => tableId),
  );
  const known = wanted.filter(({ tableId }) => venues.has(tableId));
  const found = new Map<string, readonly Booking[]>();
  for (const [stretch, during] of new Map(known.map((each) => [stretchOf(each), each.during]))) {
    const tableIds = known.filter((each) => stretchOf(each) === stretch).map(({ tableId }) => tableId);
    found.set(stretch, await bookingsOn(em, tableIds, during, sharesOf(principal)));
  }
  return wanted.map((each) =>
    venues.has(each.tableId)
      ? (found.get(stretchOf(each)) ?? []).filter(({ tableIds }) => tableIds.includes(each.tableId))
      : null,
  );
}

const stretchOf = ({ during: { start, end } }: TableStretch) => `${String(start)}/${String(end)}`;
