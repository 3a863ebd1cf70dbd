import { type Command, hasLapsed, type Lifecycle, transitions } from './lifecycle.ts';

/**
 * What becomes of a booking whose customer is gone: what has not begun is called off. Who sits at a table, or is due by now
 * and perhaps at the door, is for staff to see to.
 */
export function farewell(
  booking: Lifecycle & { readonly startsAt: Temporal.Instant },
  at: Temporal.Instant,
): Command | undefined {
  if (hasLapsed(booking, at)) return 'lapse';
  const hasBegun = booking.status === 'CONFIRMED' && Temporal.Instant.compare(booking.startsAt, at) <= 0;
  return !hasBegun && transitions[booking.status].cancel ? 'cancel' : undefined;
}
