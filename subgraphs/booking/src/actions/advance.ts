import { type EntityManager, instant, Refusal, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { lockBooking } from '../data/booking.queries.ts';
import { updateBooking } from '../data/change.queries.ts';
import { type Command, next } from '../domain/lifecycle.ts';
import { actorOf } from './actor.ts';
import { type Cause, consequencesOf } from './consequences.ts';

/**
 * Takes one booking one step further: locked, judged at the instant after the lock, written with its event.
 * A step whose aim is reached already changes nothing.
 */
export function advance(
  { em, principal }: Scope,
  id: string,
  command: Command,
  words?: string | null,
): Promise<Booking> {
  return em.transactional(async (tx) => {
    const booking = await lockBooking(tx, id);
    if (!booking) throw new Refusal('NOT_FOUND', 'There is no such booking', { path: ['id'] });
    return step(tx, booking, command, await instant(tx), { actor: actorOf(principal), words });
  });
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
  if (status === booking.status) return booking;
  const changed: Booking = { ...booking, status, version: booking.version + 1, updatedAt: at, holdExpiresAt: null };
  await updateBooking(tx, changed, consequencesOf(tx, changed, booking.status, cause));
  return changed;
}
