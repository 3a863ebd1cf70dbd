import { instant, Refusal, type Scope } from '@constellation/kit';
import type { EntityManager } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { lockBooking } from '../data/booking.queries.ts';
import { releaseClaims } from '../data/claims.queries.ts';
import { type Command, isOver, next } from '../domain/lifecycle.ts';
import { type Cause, record } from './record.ts';

/**
 * Takes one booking one step further: locked, judged at the instant after the lock, written with its event.
 * A step whose aim is reached already changes nothing.
 */
export function advance({ em, principal }: Scope, id: string, command: Command, words?: string | null): Promise<Booking> {
  return em.transactional(async (tx) => {
    const booking = await lockBooking(tx, id);
    if (!booking) throw new Refusal('NOT_FOUND', 'There is no such booking', { path: ['id'] });
    await step(tx, booking, command, await instant(tx), { actor: `${principal.kind}:${principal.id}`, words });
    return booking;
  });
}

/** The same for a booking that the transaction has locked already. */
export async function step(tx: EntityManager, booking: Booking, command: Command, at: Temporal.Instant, cause: Cause) {
  const from = booking.status;
  const to = next(booking, command, at);
  if (to === from) return;
  booking.status = to;
  booking.version += 1;
  booking.updatedAt = at;
  booking.holdExpiresAt = null;
  await record(tx, booking, from, at, cause);
  if (isOver(to)) await releaseClaims(tx, booking.id);
}
