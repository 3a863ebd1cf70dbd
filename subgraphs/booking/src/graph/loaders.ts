import type { GraphContext, Scope, StreamPlace } from '@constellation/kit';
import DataLoader from 'dataloader';
import { bookingsOfTables, type TableStretch } from '../actions/list-table-bookings.ts';
import type { Booking } from '../data/booking.entity.ts';
import { placesBehind } from '../data/event-cursor.queries.ts';
import { type Transition, transitionsOf } from '../data/transitions.queries.ts';
import { policiesOf } from '../data/venues.queries.ts';
import { defaultPolicy, type Policy } from '../domain/policy.ts';

/** Batched reads for one request. */
export const loaders = (scope: Scope) => ({
  transitions: new DataLoader<string, Transition[]>(async (bookingIds) => {
    const perBooking = Map.groupBy(await transitionsOf(scope.em, bookingIds), ({ bookingId }) => bookingId);
    return bookingIds.map((id) => perBooking.get(id) ?? []);
  }),
  policy: new DataLoader<string, Policy>(async (venueIds) => {
    const perVenue = await policiesOf(scope.em, venueIds);
    return venueIds.map((id) => perVenue.get(id) ?? defaultPolicy);
  }),
  /** Null for a venue that is not known. */
  bookingPolicy: new DataLoader<string, Policy | null>(async (venueIds) => {
    const perVenue = await policiesOf(scope.em, venueIds);
    return venueIds.map((id) => perVenue.get(id) ?? null);
  }),
  /** How far the stream had come, for bookings as they were read; undefined where it is not known. */
  placeBehind: new DataLoader<Booking, StreamPlace | undefined>((bookings) => placesBehind(scope.em, bookings)),
  /** Null for a table that is not known. */
  bookingsOfTable: new DataLoader<TableStretch, Booking[] | null>((stretches) => bookingsOfTables(scope, stretches), {
    cache: false,
  }),
});

export type Context = GraphContext<ReturnType<typeof loaders>>;
