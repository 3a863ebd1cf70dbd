import { Refusal } from '@constellation/kit/refusal';

/** Where a booking can stand in its life; the same words as in the graph. */
export type Status =
  | 'REQUESTED'
  | 'HELD'
  | 'PENDING_PAYMENT'
  | 'CONFIRMED'
  | 'SEATED'
  | 'FINISHED'
  | 'CANCELLED'
  | 'EXPIRED'
  | 'NO_SHOW'
  | 'REJECTED';

/** What can be done to a booking, by people, by payments or by time. */
export type Command =
  | 'hold'
  | 'reject'
  | 'extend'
  | 'release'
  | 'pay'
  | 'paid'
  | 'paidLate'
  | 'confirm'
  | 'change'
  | 'seat'
  | 'finish'
  | 'markNoShow'
  | 'cancel'
  | 'lapse';

/** The one table of what may follow what. */
export const transitions: Readonly<Record<Status, Readonly<Partial<Record<Command, Status>>>>> = {
  REQUESTED: { hold: 'HELD', reject: 'REJECTED', cancel: 'CANCELLED', lapse: 'EXPIRED' },
  HELD: {
    extend: 'HELD',
    release: 'REQUESTED',
    pay: 'PENDING_PAYMENT',
    confirm: 'CONFIRMED',
    cancel: 'CANCELLED',
    lapse: 'EXPIRED',
  },
  PENDING_PAYMENT: { paid: 'CONFIRMED', release: 'HELD', cancel: 'CANCELLED', lapse: 'EXPIRED' },
  EXPIRED: { paidLate: 'CONFIRMED' },
  CONFIRMED: { change: 'CONFIRMED', seat: 'SEATED', cancel: 'CANCELLED', markNoShow: 'NO_SHOW' },
  NO_SHOW: { seat: 'SEATED' },
  SEATED: { finish: 'FINISHED' },
  FINISHED: {},
  CANCELLED: {},
  REJECTED: {},
};

/** As much of a booking as its lifecycle asks for. */
export interface Lifecycle {
  readonly status: Status;
  /** The end of a hold, or of a request that nobody answers. */
  readonly lapsesAt?: Temporal.Instant | null | undefined;
}

/** Whether its time is up: from the very instant `lapsesAt` on, whoever has noticed or not. */
export const hasLapsed = ({ status, lapsesAt }: Lifecycle, at: Temporal.Instant): boolean =>
  'lapse' in transitions[status] && lapsesAt != null && Temporal.Instant.compare(lapsesAt, at) <= 0;

/** Where a booking stands at an instant: a hold that has lapsed is EXPIRED, written down or not. */
export const statusAt = (booking: Lifecycle, at: Temporal.Instant): Status =>
  hasLapsed(booking, at) ? 'EXPIRED' : booking.status;

/**
 * The status after a command; the present one when the command's aim is reached already.
 * @throws Refusal HOLD_EXPIRED when the hold's time is up, WRONG_STATUS when the table has no such step.
 */
export function next(booking: Lifecycle, command: Command, at: Temporal.Instant): Status {
  const status = statusAt(booking, at);
  const following = transitions[status][command] ?? (isAimOf(command, status) ? status : undefined);
  if (following) return following;
  if (status === 'EXPIRED') throw new Refusal('HOLD_EXPIRED', 'The hold has lapsed; hold a table anew');
  throw new Refusal('WRONG_STATUS', `A booking that is ${status} cannot ${words[command]}`, { details: { status } });
}

const isAimOf = (command: Command, status: Status) =>
  Object.values(transitions).some((steps) => steps[command] === status);

const words: Readonly<Record<Command, string>> = {
  hold: 'be held',
  reject: 'be rejected',
  extend: 'be extended',
  release: 'be released',
  pay: 'be paid for',
  paid: 'become paid',
  paidLate: 'become paid late',
  confirm: 'be confirmed',
  change: 'be changed',
  seat: 'be seated',
  finish: 'be finished',
  markNoShow: 'become a no-show',
  cancel: 'be cancelled',
  lapse: 'lapse',
};

/** Whether a booking in this status has its place no more. */
export const isOver = (status: Status): boolean => overStatuses.includes(status);

/** Where bookings end, for good or, after a no-show, perhaps not. */
const overStatuses: readonly Status[] = ['FINISHED', 'CANCELLED', 'EXPIRED', 'REJECTED', 'NO_SHOW'];
