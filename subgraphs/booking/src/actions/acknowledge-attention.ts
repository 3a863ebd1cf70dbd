import { instant, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import type { AttentionReason } from '../domain/attention.ts';
import { actorOf, allowStaff } from './access.ts';
import { lockOrRefuse, record } from './advance.ts';

/**
 * Takes reasons off a booking that staff has seen to, wherever it stands in its life; reasons that it has not are passed
 * over. Refused with NOT_FOUND or FORBIDDEN.
 */
export function acknowledgeAttention(
  { em, principal }: Scope,
  { id, reasons }: { readonly id: string; readonly reasons: readonly AttentionReason[] },
): Promise<Booking> {
  return em.transactional(async (tx) => {
    const booking = await lockOrRefuse(tx, id);
    allowStaff(principal, booking.venueId);
    const attention = booking.attention.filter((reason) => !reasons.includes(reason));
    if (attention.length === booking.attention.length) return booking;
    const cause = { actor: actorOf(principal), code: 'ACKNOWLEDGED' };
    return record(tx, booking, { attention }, { at: await instant(tx), cause, change: 'ATTENTION' });
  });
}
