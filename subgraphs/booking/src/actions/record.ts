import { append, type EntityManager } from '@constellation/kit';
import { bookingCancelled, bookingConfirmed, bookingExpired, bookingHeld } from '@constellation/schema';
import type { Booking } from '../data/booking.entity.ts';
import { insertTransition } from '../data/transitions.queries.ts';
import type { Status } from '../domain/lifecycle.ts';

/** Why a status changed: a code for everybody, and the words of whoever did it, which stay in the history. */
export interface Cause {
  readonly actor: string | null;
  readonly code?: 'HOLD_LAPSED';
  readonly words?: string | null | undefined;
}

/** Writes a change into the booking's history and tells the world, in the transaction that makes it true. */
export async function record(tx: EntityManager, booking: Booking, from: Status | null, at: Temporal.Instant, cause: Cause) {
  await insertTransition(tx, {
    bookingId: booking.id,
    version: booking.version,
    from,
    to: booking.status,
    at,
    reason: cause.code ?? cause.words ?? null,
    actor: cause.actor,
  });
  await append(tx, contractOf(booking.status), {
    aggregate: booking.id,
    version: booking.version,
    at,
    data: {
      bookingId: booking.id,
      venueId: booking.venueId,
      partnerId: booking.partnerId ?? null,
      customerId: booking.customerId ?? null,
      change: 'STATUS' as const,
      from,
      to: booking.status,
      reason: cause.code ?? null,
      startsAt: booking.startsAt.toString(),
      endsAt: booking.endsAt.toString(),
      tableIds: booking.tableIds,
      partySize: booking.partySize,
      holdExpiresAt: booking.holdExpiresAt?.toString() ?? null,
    },
  });
}

type BookingContract = typeof bookingHeld | typeof bookingConfirmed | typeof bookingCancelled | typeof bookingExpired;

const contracts: Readonly<Partial<Record<Status, BookingContract>>> = {
  HELD: bookingHeld,
  CONFIRMED: bookingConfirmed,
  CANCELLED: bookingCancelled,
  EXPIRED: bookingExpired,
};

function contractOf(status: Status) {
  const contract = contracts[status];
  if (!contract) throw new Error(`No event tells of a booking that is ${status}`);
  return contract;
}
