import type { Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { advance } from './advance.ts';
import { type Reasoned, reasonOf } from './reason.ts';

/** Declines a request. Refused with NOT_FOUND, FORBIDDEN, HOLD_EXPIRED, WRONG_STATUS or INVALID_INPUT. */
export const rejectBooking = async (scope: Scope, given: Reasoned): Promise<Booking> =>
  advance(scope, { id: given.id, command: 'reject', words: reasonOf(given) });
