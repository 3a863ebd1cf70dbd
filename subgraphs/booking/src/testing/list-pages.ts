import type { Connection, Scope } from '@constellation/kit';
import { expect } from 'vitest';
import { listBookings } from '../actions/list-bookings.ts';
import type { Booking } from '../data/booking.entity.ts';
import type { BookingFilter, BookingOrder } from '../domain/booking-filter.ts';

/** The ids of a list's bookings, page by page from the first to the last; every page but the last is full. */
export async function idsListed(
  scope: () => Scope,
  filter: BookingFilter,
  { orderBy = 'STARTS_AT', first = 100, venueId }: { orderBy?: BookingOrder; first?: number; venueId?: string } = {},
): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const listed: Connection<Booking> | null = await listBookings(scope(), { first, after, filter, orderBy }, venueId);
    if (!listed) throw new Error('There is no list');
    found.push(...listed.edges.map(({ node }) => node.id));
    if (!listed.pageInfo.hasNextPage) return found;
    expect(listed.edges).toHaveLength(first);
    after = listed.pageInfo.endCursor;
  }
}
