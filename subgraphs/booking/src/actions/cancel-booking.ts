import type { Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { advance } from './advance.ts';
import { type Reasoned, reasonOf } from './reason.ts';

/**
 * Calls a booking off and frees its tables. Refused with NOT_FOUND, FORBIDDEN, HOLD_EXPIRED, WRONG_STATUS, TOO_LATE or
 * INVALID_INPUT.
 */
export const cancelBooking = async (scope: Scope, given: Reasoned): Promise<Booking> =>
  advance(scope, { id: given.id, command: 'cancel', words: reasonOf(given) });
