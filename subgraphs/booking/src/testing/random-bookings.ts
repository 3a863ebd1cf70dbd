import { cancelBooking } from '../actions/cancel-booking.ts';
import { confirmBooking } from '../actions/confirm-booking.ts';
import { expireBookings } from '../actions/expire-bookings.ts';
import { finishBooking } from '../actions/finish-booking.ts';
import { holdTable } from '../actions/hold-table.ts';
import { seatBooking } from '../actions/seat-booking.ts';
import { seatWalkIn } from '../actions/seat-walk-in.ts';
import type { Booking } from '../data/booking.entity.ts';
import { startTimes } from '../domain/slot.ts';
import type { BookableVenue } from '../domain/venue.ts';
import type { OpenBookings } from './open-bookings.ts';
import type { Random } from './random.ts';
import { outcomeOf, ada } from './wishes.ts';

/** Where somebody books, and around which date. */
export interface Scene {
  readonly random: Random;
  readonly venue: BookableVenue;
  readonly date: Temporal.PlainDate;
}

/** Holds, confirms, cancels, seats and finishes for a while, as far as it is possible, and lets time pass. */
export async function bookAtRandom(bookings: OpenBookings, { random, venue, date }: Scene): Promise<void> {
  const made: [Booking, ...Booking[]] | [] = [];
}
