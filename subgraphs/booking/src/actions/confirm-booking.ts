import type { Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { advance } from './advance.ts';

/** Turns a running hold into a booking. Refused with NOT_FOUND, FORBIDDEN, HOLD_EXPIRED, WRONG_STATUS or PAYMENT_REQUIRED. */
export const confirmBooking = (scope: Scope, { id }: { readonly id: string }): Promise<Booking> =>
  advance(scope, { id, command: 'confirm' });
