import { instant, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { seatedAt } from '../data/transitions.queries.ts';
import { stayUntil } from '../domain/leaving.ts';
import { next } from '../domain/lifecycle.ts';
import { actorOf, allow } from './access.ts';
import { lockOrRefuse, record } from './advance.ts';

/**
 * Ends the stay of a party that is there: it was until now, and its tables are free from now on, what was to be kept free
 * behind it included. Refused with NOT_FOUND, FORBIDDEN or WRONG_STATUS.
 */
export const finishBooking = ({ em, principal }: Scope, { id }: { readonly id: string }): Promise<Booking> =>
  em.transactional(async (tx) => {
    const booking = await lockOrRefuse(tx, id);
    allow(principal, 'finish', booking);
    const at = await instant(tx);
    const status = next(booking, 'finish', at);
    if (status === booking.status) return booking;
    const stay = stayUntil(at, { startsAt: booking.startsAt, seatedAt: (await seatedAt(tx, id)) ?? at });
    return record(
      tx,
      booking,
      { status, startsAt: stay.start, endsAt: stay.end },
      { at, cause: { actor: actorOf(principal) } },
    );
  });
