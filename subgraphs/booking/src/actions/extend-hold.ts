import { instant, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { policyOf } from '../data/venues.queries.ts';
import { next } from '../domain/lifecycle.ts';
import { extendedUntil, judge } from '../domain/permission.ts';
import { actorOf, allow } from './access.ts';
import { lockOrRefuse, record } from './advance.ts';

/**
 * Gives a hold its full time again, as far as the policy lets it. Refused with NOT_FOUND, FORBIDDEN, HOLD_EXPIRED,
 * WRONG_STATUS or HOLD_LIMIT_REACHED.
 */
export function extendHold({ em, principal }: Scope, { id }: { readonly id: string }): Promise<Booking> {
  return em.transactional(async (tx) => {
    const booking = await lockOrRefuse(tx, id);
    const role = allow(principal, 'extend', booking);
    const policy = await policyOf(tx, booking.venueId);
    const at = await instant(tx);
    const status = next(booking, 'extend', at);
    judge('extend', booking, policy, role, at);
    const lapsesAt = extendedUntil(booking, policy, at);
    const cause = { actor: actorOf(principal), code: 'HOLD_EXTENDED' };
    return record(tx, booking, { status, lapsesAt }, { at, cause, change: 'HOLD_EXTENDED' });
  });
}
