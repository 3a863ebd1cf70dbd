import { type EntityManager, isId, type Scope } from '@constellation/kit';
import { businessDay, type Interval } from '@constellation/schema/schedule';
import type { Choice, Share } from '../data/booking-list.queries.ts';
import { findVenue, venuesOfTables } from '../data/venues.queries.ts';
import type { BookingFilter } from '../domain/booking-filter.ts';
import { sharesOf } from './access.ts';

const nothing: Choice = { shares: [] };

/** What a filter comes down to, as far as the caller may see it. What names nothing that is known fits nothing. */
export async function choose({ em, principal }: Scope, filter: BookingFilter): Promise<Choice> {
  const { tableId, partnerId, date } = filter;
  if ([filter.venueId, tableId, partnerId].some((id) => id != null && !isId(id))) return nothing;
  const venueId = await venueOf(em, filter);
  if (venueId === undefined) return nothing;
  const startsWithin = date && venueId !== null ? await dayAt(em, venueId, date) : null;
  if (startsWithin === undefined) return nothing;
  const shares = sharesOf(principal).flatMap((share) => (venueId === null ? share : atVenue(share, venueId)));
  return { ...filter, shares, startsWithin };
}

/** The one venue that the bookings of a filter are at: null for any, undefined where there can be none. */
async function venueOf(em: EntityManager, { venueId = null, tableId }: BookingFilter) {
  if (tableId == null) return venueId;
  const venueOfTable = (await venuesOfTables(em, [tableId])).get(tableId);
  return venueId === null || venueId === venueOfTable ? venueOfTable : undefined;
}

async function dayAt(em: EntityManager, venueId: string, date: Temporal.PlainDate): Promise<Interval | undefined> {
  const known = await findVenue(em, venueId);
  return known && businessDay(known.venue, date);
}

/** What of a share is at one venue. */
const atVenue = (share: Share, venueId: string): Share[] =>
  share.venueIds && !share.venueIds.includes(venueId) ? [] : [{ ...share, venueIds: [venueId] }];
