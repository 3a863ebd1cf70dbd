import type { Scope } from '@constellation/kit';
import { bookingsOf } from '../data/customers.queries.ts';
import { type Transition, transitionsOf } from '../data/transitions.queries.ts';

/** All that is kept of somebody: the bookings that they have made for themselves, with what they wrote. */
export async function collectCustomer({ em }: Scope, userId: string): Promise<object> {
  const bookings = await bookingsOf(em, userId);
  const steps = Map.groupBy(
    await transitionsOf(
      em,
      bookings.map(({ id }) => id),
    ),
    ({ bookingId }) => bookingId,
  );
  return {
    bookings: bookings.map(({ id, reference, status, venueId, labels, partySize, ...booking }) => ({
      id,
      reference,
      status,
      venueId,
      tables: labels,
      partySize,
      startsAt: booking.startsAt.toString(),
      endsAt: booking.endsAt.toString(),
      guest: booking.guest,
      total: booking.total,
      createdAt: booking.createdAt.toString(),
      history: (steps.get(id) ?? []).map((each) => shown(each, `USER:${userId}`)),
    })),
  };
}

/** Words of others about them are theirs to read; who the others are is not. */
const shown = ({ from, to, at, reason, words, actor }: Transition, self: string) => ({
  from,
  to,
  at: at.toString(),
  reason: reason ?? words,
  byYou: actor === self,
});
