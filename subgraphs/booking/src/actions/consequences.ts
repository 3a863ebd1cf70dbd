import { appending, appendingAll, type EntityManager } from '@constellation/kit';
import {
  bookingAttentionChanged,
  bookingCancelled,
  bookingConfirmed,
  type bookingEvents,
  bookingExpired,
  bookingFinished,
  bookingHeld,
  bookingHoldExtended,
  bookingNoShow,
  bookingRejected,
  bookingRequested,
  bookingRescheduled,
  bookingSeated,
  bookingSnapshot,
} from '@constellation/schema';
import type { Flaggable, ManyConsequences } from '../data/attention.queries.ts';
import type { Booking } from '../data/booking.entity.ts';
import type { Consequences, NewBooking } from '../data/change.queries.ts';
import type { AttentionReason } from '../domain/attention.ts';
import { isOver, type Status } from '../domain/lifecycle.ts';

/** What sort of change it is. */
export type Change = 'STATUS' | 'RESCHEDULED' | 'HOLD_EXTENDED' | 'ATTENTION';

/** Why a booking changed: a code for everybody, and the words of whoever did it, which stay in the history. */
export interface Cause {
  readonly actor: string | null;
  readonly code?: string | undefined;
  readonly words?: string | null | undefined;
}

/** A hold or a request whose time was up: nobody did it. */
export const lapse = (from: Status): Cause => ({
  actor: null,
  code: from === 'REQUESTED' ? 'REQUEST_LAPSED' : 'HOLD_LAPSED',
});

/** As much of a booking as its history and its events tell. */
type Told = Omit<Flaggable, 'stay'> & Pick<Booking, 'updatedAt'>;

/** A booking as it is after a change of its venue, and the code of what has changed about it. */
export interface Flagged {
  readonly booking: Told;
  readonly code: AttentionReason | 'RESOLVED';
}

/** How a booking came to be as it is. */
interface Turn {
  readonly from: Status | null;
  readonly change?: Change;
  readonly cause: Cause;
}

/** The step in the history and the events that a change brings with it; `booking` is as it is after the change. */
export function consequencesOf(tx: EntityManager, booking: NewBooking, turn: Turn): Consequences {
  const { transition, event, snapshot } = storyOf(booking, turn);
  return {
    transition,
    event: appending(tx, contractOf(turn.change, booking.status), event),
    snapshot: appending(tx, bookingSnapshot, snapshot),
  };
}

/** The same for many bookings that staff should look at for other reasons than before. */
export function consequencesOfFlags(tx: EntityManager, flagged: readonly Flagged[]): ManyConsequences {
  const stories = flagged.map(({ booking, code }) =>
    storyOf(booking, { from: booking.status, change: 'ATTENTION', cause: { actor: null, code } }),
  );
  return {
    transitions: stories.map(({ transition }) => transition),
    events: appendingAll(
      tx,
      bookingAttentionChanged,
      stories.map(({ event }) => event),
    ),
    snapshots: appendingAll(
      tx,
      bookingSnapshot,
      stories.map(({ snapshot }) => snapshot),
    ),
  };
}

function storyOf(booking: Told, { from, change = 'STATUS', cause }: Turn) {
  const { id, version, status, updatedAt: at } = booking;
  const data = {
    bookingId: id,
    venueId: booking.venueId,
    partnerId: booking.partnerId ?? null,
    customerId: booking.customerId ?? null,
    change,
    from,
    to: status,
    reason: cause.code ?? null,
    startsAt: booking.startsAt.toString(),
    endsAt: booking.endsAt.toString(),
    tableIds: booking.tableIds,
    partySize: booking.partySize,
    attention: booking.attention,
    holdExpiresAt: status === 'HELD' ? (booking.lapsesAt?.toString() ?? null) : null,
  };
  const over = isOver(status);
  return {
    transition: {
      bookingId: id,
      version,
      from,
      to: status,
      at,
      reason: cause.code ?? null,
      words: cause.words ?? null,
      actor: cause.actor,
    },
    event: { aggregate: id, version, at, data },
    snapshot: { aggregate: id, version, at, data: { ...data, status, over }, last: over },
  };
}

type BookingContract = (typeof bookingEvents)[number];

const byChange: Readonly<Partial<Record<Change, BookingContract>>> = {
  RESCHEDULED: bookingRescheduled,
  HOLD_EXTENDED: bookingHoldExtended,
  ATTENTION: bookingAttentionChanged,
};

const byStatus: Readonly<Partial<Record<Status, BookingContract>>> = {
  REQUESTED: bookingRequested,
  HELD: bookingHeld,
  CONFIRMED: bookingConfirmed,
  SEATED: bookingSeated,
  FINISHED: bookingFinished,
  NO_SHOW: bookingNoShow,
  REJECTED: bookingRejected,
  CANCELLED: bookingCancelled,
  EXPIRED: bookingExpired,
};

function contractOf(change: Change = 'STATUS', status: Status): BookingContract {
  const contract = byChange[change] ?? byStatus[status];
  if (!contract) throw new Error(`No event tells of a booking that is ${status}`);
  return contract;
}
