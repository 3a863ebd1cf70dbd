import type { Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { tidy } from '../domain/text.ts';
import { advance } from './advance.ts';

export interface CancelInput {
  readonly id: string;
  readonly reason?: string | null;
}

const longestReason = 1000;

/** Calls a booking off and frees its tables. Refused with NOT_FOUND, HOLD_EXPIRED, WRONG_STATUS or INVALID_INPUT. */
export async function cancelBooking(scope: Scope, { id, reason }: CancelInput): Promise<Booking> {
  return advance(scope, id, 'cancel', reason && tidy(reason, { path: ['reason'], longest: longestReason }));
}
