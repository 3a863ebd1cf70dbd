import { timer } from '@constellation/kit';
import { expireBookings } from '../actions/expire-bookings.ts';

/** Ends lapsed holds and requests that nobody has claimed the place of, so that their owners hear of it soon. */
export const expiry = timer({ name: 'booking-expiry', everyMs: 500, run: expireBookings });
