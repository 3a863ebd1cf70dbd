import { instant, type Scope } from '@constellation/kit';
import { cutCustomer, lockBookingsOf } from '../data/customers.queries.ts';
import { farewell } from '../domain/farewell.ts';
import { step } from './advance.ts';
import { lapse } from './consequences.ts';

const batchSize = 100;

/**
 * Takes somebody out of all bookings that they have made for themselves, some at a time; what has not begun is called off.
 * Statuses, times, tables and totals stay.
 */
export async function eraseCustomer(scope: Scope, userId: string): Promise<void> {
  while (await eraseSome(scope, userId));
}

/** Answers true when there may be more. */
const eraseSome = ({ em }: Scope, userId: string): Promise<boolean> =>
  em.transactional(async (tx) => {
    const bookings = await lockBookingsOf(tx, userId, batchSize);
    if (bookings.length === 0) return false;
    const at = await instant(tx);
    for (const booking of bookings) {
      const command = farewell(booking, at);
      const cause = command === 'lapse' ? lapse(booking.status) : { actor: null, code: 'CUSTOMER_ERASED' };
      if (command) await step(tx, booking, command, at, cause);
    }
    const actor = { known: `USER:${userId}`, unknown: 'USER:-' };
    await cutCustomer(
      tx,
      bookings.map(({ id }) => id),
      actor,
    );
    return bookings.length === batchSize;
  });
