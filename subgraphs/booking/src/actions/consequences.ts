import { appending, type EntityManager } from '@constellation/kit';
import { bookingCancelled, bookingConfirmed, bookingExpired, bookingHeld } from '@constellation/schema';
import type { Consequences, NewBooking } from '../data/change.queries.ts';
import type { Status } from '../domain/lifecycle.ts';

/** Why a status changed: a code for everybody, and the words of whoever did it, which stay in the history. */
export interface Cause {
  readonly actor: string | null;
  readonly code?: 'HOLD_LAPSED';
  readonly words?: string | null | undefined;
}

/** A hold whose time was up: nobody did it. */
export const lapse: Cause = { actor: null, code: 'HOLD_LAPSED' };

/** The step in the history and the event that a change brings with it; `booking` is as it is after the change. */
export function consequencesOf(
  tx: EntityManager,
  booking: NewBooking,
  from: Status | null,
  cause: Cause,
): Consequences {
  const { id, version, status, updatedAt: at } = booking;
  const transition = {
    bookingId: id,
    version,
    from,
    to: status,
    at,
    reason: cause.code ?? cause.words ?? null,
    actor: cause.actor,
  };
  const data = {
    bookingId: id,
    venueId: booking.venueId,
    partnerId: booking.partnerId ?? null,
    customerId: booking.customerId ?? null,
    change: 'STATUS' as const,
    from,
    to: status,
    reason: cause.code ?? null,
    startsAt: booking.startsAt.toString(),
    endsAt: booking.endsAt.toString(),
    tableIds: booking.tableIds,
    partySize: booking.partySize,
    holdExpiresAt: booking.holdExpiresAt?.toString() ?? null,
  };
  return { transition, event: appending(tx, contractOf(status), { aggregate: id, version, at, data }) };
}

type BookingContract = typeof bookingHeld | typeof bookingConfirmed | typeof bookingCancelled | typeof bookingExpired;

const contracts: Readonly<Partial<Record<Status, BookingContract>>> = {
  HELD: bookingHeld,
  CONFIRMED: bookingConfirmed,
  CANCELLED: bookingCancelled,
  EXPIRED: bookingExpired,
};

function contractOf(status: Status): BookingContract {
  const contract = contracts[status];
  if (!contract) throw new Error(`No event tells of a booking that is ${status}`);
  return contract;
}
