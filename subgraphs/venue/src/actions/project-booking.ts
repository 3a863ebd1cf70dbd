import type { Scope } from '@constellation/kit';
import { saveBooking } from '../data/upcoming-bookings.queries.ts';
import { type BookingSnapshot, knownBooking } from '../domain/upcoming-bookings.ts';

/** Keeps what the booking subgraph last said; anything older than what is known changes nothing. */
export const projectBooking = ({ em }: Scope, booking: BookingSnapshot, version: number): Promise<void> =>
  em.transactional((tx) => saveBooking(tx, knownBooking(booking), version));
