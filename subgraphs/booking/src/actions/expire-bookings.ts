import { instant, type Scope } from '@constellation/kit';
import { lockLapsed } from '../data/booking.queries.ts';
import { step } from './advance.ts';
import { lapse } from './consequences.ts';

const batchSize = 100;

/** Ends holds and requests whose time is up; answers true when there may be more. */
export function expireBookings({ em }: Scope): Promise<boolean> {
  return em.transactional(async (tx) => {
    const lapsed = await lockLapsed(tx, batchSize);
    const at = await instant(tx);
    for (const booking of lapsed) await step(tx, booking, 'lapse', at, lapse(booking.status));
    return lapsed.length === batchSize;
  });
}
