import { type EntityManager, instant, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { queueFor } from '../data/booking.queries.ts';
import { next } from '../domain/lifecycle.ts';
import { judge } from '../domain/permission.ts';
import { claimedFor } from '../domain/placement.ts';
import { actorOf, allow } from './access.ts';
import { advanceIn, findOrRefuse, record } from './advance.ts';
import { findPlace } from './find-place.ts';
import { untilUnchanged } from './until-unchanged.ts';
import { venueOf } from './wish.ts';

/**
 * Notes that a party is there. One that counted as a no-show takes its tables again, from now on. Refused with NOT_FOUND,
 * FORBIDDEN, HOLD_EXPIRED, WRONG_STATUS, TOO_EARLY, TOO_LATE or TABLE_TAKEN.
 */
export const seatBooking = (scope: Scope, { id }: { readonly id: string }): Promise<Booking> =>
  untilUnchanged(() =>
    scope.em.transactional(async (tx) => {
      await queueFor(tx, id);
      const booking = await findOrRefuse(tx, id);
      if (booking.status === 'NO_SHOW') return seatAfterAll(tx, scope, booking);
      return advanceIn(tx, scope, { id, command: 'seat', expectedVersion: booking.version });
    }),
  );

async function seatAfterAll(tx: EntityManager, { principal }: Scope, before: Booking): Promise<Booking> {
  const role = allow(principal, 'seat', before);
  const known = await venueOf(tx, before);
  const begins = await instant(tx);
  judge('seat', before, known.policy, role, begins);
  const visit = { ...known, stay: { start: begins, end: before.endsAt } };
  const { at } = await findPlace(tx, {
    visit,
    options: [sameTables(before)],
    asked: [],
    own: before,
    atTheDoor: true,
  });
  const changes = { status: next(before, 'seat', at) };
  return record(tx, before, changes, { at, cause: { actor: actorOf(principal) }, claimed: claimedFor(visit) });
}

/** What the party had, whatever the venue says of these tables by now. */
const sameTables = ({ tableIds, labels, partySize }: Booking) => ({
  tables: tableIds.map((id, index) => ({ id, label: labels[index] ?? '', minParty: 1, maxParty: partySize })),
  minParty: 1,
  maxParty: partySize,
  priority: 0,
});
