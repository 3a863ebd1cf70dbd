import { Refusal } from '@constellation/kit/refusal';
import { earlier, isUpTo } from '@constellation/schema/schedule';
import { type Command, type Lifecycle, statusAt, transitions } from './lifecycle.ts';
import type { Money } from './money.ts';
import type { Policy } from './policy.ts';

/** What somebody is to a booking: of its venue, the one it was made for or by, or nobody. */
export type Role = 'STAFF' | 'OWNER' | 'NOBODY';

/** As much of a booking as decides what may be done with it. */
export interface Permissible extends Lifecycle {
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** When the hold began. */
  readonly heldAt: Temporal.Instant | null;
  /** What is to be paid before it is confirmed. */
  readonly total: Money | null;
}

/** The actions that the graph offers, in its order, and the command of each. */
const commands = {
  EXTEND: 'extend',
  CHANGE: 'change',
  CONFIRM: 'confirm',
  REJECT: 'reject',
  CANCEL: 'cancel',
  SEAT: 'seat',
  FINISH: 'finish',
  MARK_NO_SHOW: 'markNoShow',
} as const satisfies Record<string, Command>;
export type Action = keyof typeof commands;

/** What only the venue's people do. */
const forStaff: readonly Command[] = ['reject', 'seat', 'finish', 'markNoShow'];

/** Whether somebody may do this at all. */
export const mayDo = (role: Role, command: Command): boolean =>
  role === 'STAFF' || (role === 'OWNER' && !forStaff.includes(command));

const seatableHoursAhead = 6;
/** How long behind its end it can be written down what became of a party. */
const settledHoursBehind = 24;

/** From when to when a command is possible, ends included; an end that is left out does not exist. */
interface Window {
  readonly from?: Temporal.Instant;
  readonly until?: Temporal.Instant;
}

function windowOf(command: Command, booking: Permissible, policy: Policy, role: Role): Window {
  const { status, startsAt, endsAt } = booking;
  const cutOff = startsAt.subtract({ minutes: policy.cancelUntilMinutes });
  if (command === 'cancel' && status === 'CONFIRMED' && role !== 'STAFF') return { until: cutOff };
  // Else a guest would move a booking that it is too late to cancel, and cancel it then.
  if (command === 'change') return { until: role === 'STAFF' ? endsAt : cutOff };
  const settledUntil = endsAt.add({ hours: settledHoursBehind });
  if (command === 'seat')
    return {
      from: startsAt.subtract({ hours: seatableHoursAhead }),
      until: status === 'NO_SHOW' ? endsAt : settledUntil,
    };
  if (command === 'markNoShow')
    return { from: startsAt.add({ minutes: policy.noShowAfterMinutes }), until: settledUntil };
  return {};
}

/** Until when a hold lasts that is extended now: its full time again, within the most it may last. */
export function extendedUntil({ heldAt }: Permissible, policy: Policy, at: Temporal.Instant): Temporal.Instant {
  return earlier(at.add({ minutes: policy.holdMinutes }), (heldAt ?? at).add({ minutes: policy.maxHoldMinutes }));
}

/**
 * Judges a step that the lifecycle allows.
 * @throws Refusal TOO_EARLY, TOO_LATE, HOLD_LIMIT_REACHED or PAYMENT_REQUIRED.
 */
export function judge(...step: Judged): void {
  const objection = objectionTo(...step);
  if (objection) throw objection;
}

/** A step of the lifecycle, by whom and when. */
type Judged = [command: Command, booking: Permissible, policy: Policy, role: Role, at: Temporal.Instant];

function objectionTo(...[command, booking, policy, role, at]: Judged): Refusal | undefined {
  const { from, until } = windowOf(command, booking, policy, role);
  if (from && !isUpTo(from, at))
    return new Refusal('TOO_EARLY', `Not before ${String(from)}`, { details: { from: String(from) } });
  if (until && !isUpTo(at, until))
    return new Refusal('TOO_LATE', `Not after ${String(until)}`, { details: { until: String(until) } });
  if (command === 'extend' && booking.lapsesAt && isUpTo(extendedUntil(booking, policy, at), booking.lapsesAt))
    return new Refusal('HOLD_LIMIT_REACHED', `A hold lasts ${policy.maxHoldMinutes} minutes at most`);
  if (command === 'confirm' && booking.total)
    return new Refusal('PAYMENT_REQUIRED', 'Pay what is due first', { details: { amountDue: booking.total } });
  return undefined;
}

/** What somebody may do next. */
export function allowedActions(booking: Permissible, policy: Policy, role: Role, at: Temporal.Instant): Action[] {
  const steps = transitions[statusAt(booking, at)];
  return actions.filter((action) => {
    const command = commands[action];
    return command in steps && mayDo(role, command) && !objectionTo(command, booking, policy, role, at);
  });
}

const actions = (Object.keys(commands) satisfies string[]).filter((name): name is Action =>
  Object.hasOwn(commands, name),
);
