import { type Connection, foreignCursor, isId, listBoundTo, page, type Scope } from '@constellation/kit';
import { listedBookings, type ListPlace } from '../data/booking-list.queries.ts';
import type { Booking } from '../data/booking.entity.ts';
import { type BookingFilter, type BookingOrder, checkFilter } from '../domain/booking-filter.ts';
import { instantOf, momentOf } from '../domain/moment.ts';
import { choose } from './choose-bookings.ts';

interface ListArguments {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: BookingFilter | null;
  readonly orderBy: BookingOrder;
}

/**
 * A page of the bookings that fit a filter and that the caller may see, at one venue where it is given; null for whoever
 * may read none. A hold that has lapsed may still be among those that are HELD.
 * @throws Refusal BAD_USER_INPUT for a `first` out of range, a filter that cannot be or a cursor of another list.
 */
export async function listBookings(
  scope: Scope,
  { first, after, filter, orderBy }: ListArguments,
  venueId?: string,
): Promise<Connection<Booking> | null> {
  if (!scope.principal.scopes.includes('bookings:read')) return null;
  const wanted = checkFilter({ ...filter, venueId: filter?.venueId ?? venueId ?? null });
  const isContradiction = venueId !== undefined && wanted.venueId !== venueId;
  const choice = isContradiction ? { shares: [] } : await choose(scope, wanted);
  return page<Booking>({
    first,
    after,
    binding: bindingOf(orderBy, wanted),
    key: (booking) => [String(momentOf(placeOf[orderBy](booking))), booking.id],
    read: (limit, place) => listedBookings(scope.em, choice, orderBy, limit, place && readPlace(place)),
  });
}

const placeOf: Readonly<Record<BookingOrder, (booking: Booking) => Temporal.Instant>> = {
  STARTS_AT: ({ startsAt }) => startsAt,
  CREATED_AT: ({ createdAt }) => createdAt,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
};

/** Names the list in its cursors; a filter is put short. */
function bindingOf(orderBy: BookingOrder, filter: BookingFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value != null);
  return listBoundTo('bookings', JSON.stringify([orderBy, given]));
}

/** Cursors are not signed, so one that was made up must not reach the database. */
function readPlace([moment = '', id = '']: readonly string[]): ListPlace {
  if (isId(id) && /^\d{1,16}$/.test(moment)) return { at: instantOf(Number(moment)), id };
  throw foreignCursor();
}
