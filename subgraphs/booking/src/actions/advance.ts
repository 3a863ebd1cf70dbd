import { type EntityManager, instant, isId, Refusal, type Scope } from '@constellation/kit';
import type { Interval } from '@constellation/schema/schedule';
import type { Booking } from '../data/booking.entity.ts';
import { findBooking, lockBooking } from '../data/booking.queries.ts';
import { replaceClaims, updateBooking } from '../data/change.queries.ts';
import { policyOf } from '../data/venues.queries.ts';
import { type Command, isOver, next } from '../domain/lifecycle.ts';
import { judge } from '../domain/permission.ts';
import { actorOf, allow } from './access.ts';
import { type Cause, type Change, consequencesOf } from './consequences.ts';
import { Changed } from './until-unchanged.ts';

/** What somebody does to one booking, which takes it one step further in its life. */
export interface Step {
  readonly id: string;
  readonly command: Command;
  readonly words?: string | null | undefined;
  /** What it was decided for; another one fails with `Changed`. */
  readonly expectedVersion?: number;
}

/**
 * Takes one booking one step further: locked, judged at the instant after the lock, written with its event.
 * A step whose aim is reached already changes nothing.
 */
export const advance = (scope: Scope, given: Step): Promise<Booking> =>
  scope.em.transactional((tx) => advanceIn(tx, scope, given));

/** The same as a part of a transaction. */
export async function advanceIn(tx: EntityManager, { principal }: Scope, given: Step): Promise<Booking> {
  const { id, command, words, expectedVersion } = given;
  const booking = await lockOrRefuse(tx, id);
  if (expectedVersion !== undefined && booking.version !== expectedVersion) throw new Changed();
  const role = allow(principal, command, booking);
  const at = await instant(tx);
  if (next(booking, command, at) !== booking.status)
    judge(command, booking, await policyOf(tx, booking.venueId), role, at);
  return step(tx, booking, command, at, { actor: actorOf(principal), words });
}

/** The booking as it is. @throws Refusal NOT_FOUND. */
export const findOrRefuse = async (tx: EntityManager, id: string, path?: readonly string[]): Promise<Booking> =>
  orRefuse(isId(id) ? await findBooking(tx, { id }) : null, path);

/** The booking, locked. @throws Refusal NOT_FOUND. */
export const lockOrRefuse = async (tx: EntityManager, id: string): Promise<Booking> =>
  orRefuse(await lockBooking(tx, id));

function orRefuse(booking: Booking | null, path: readonly string[] = ['id']): Booking {
  if (!booking) throw new Refusal('NOT_FOUND', 'There is no such booking', { path });
  return booking;
}

/** The same for a booking that the transaction has locked already; answers how the booking is then. */
export async function step(
  tx: EntityManager,
  booking: Booking,
  command: Command,
  at: Temporal.Instant,
  cause: Cause,
): Promise<Booking> {
  const status = next(booking, command, at);
  return status === booking.status ? booking : record(tx, booking, { status, lapsesAt: null }, { at, cause });
}

/** When and why a booking changes; with `claimed`, it claims its tables for that stretch from now on. */
export interface Occasion {
  readonly at: Temporal.Instant;
  readonly cause: Cause;
  readonly change?: Change;
  readonly claimed?: Interval;
}

/**
 * Writes what changes about a locked booking, with the step in its history and its events. Staff need not look at what is
 * over.
 */
export async function record(
  tx: EntityManager,
  booking: Booking,
  changes: Partial<Booking>,
  { at, cause, change, claimed }: Occasion,
): Promise<Booking> {
  const { status = booking.status, attention = booking.attention } = changes;
  const changed: Booking = {
    ...booking,
    ...changes,
    attention: isOver(status) ? [] : attention,
    version: booking.version + 1,
    updatedAt: at,
  };
  if (claimed) await replaceClaims(tx, changed, claimed);
  await updateBooking(
    tx,
    changed,
    consequencesOf(tx, changed, { from: booking.status, cause, ...(change && { change }) }),
  );
  return changed;
}
