import { type EntityManager, instant, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { queueFor } from '../data/booking.queries.ts';
import { next, type Status } from '../domain/lifecycle.ts';
import { judge } from '../domain/permission.ts';
import { claimedFor } from '../domain/placement.ts';
import { stretchAt } from '../domain/stretch.ts';
import { actorOf, allow } from './access.ts';
import { advanceIn, findOrRefuse, record } from './advance.ts';
import { findPlace } from './find-place.ts';
import { untilUnchanged } from './until-unchanged.ts';
import { venueOf } from './wish.ts';

/**
 * Notes that a party is there: it has its tables from now on, unless another party sits there, or has them before its time
 * or, after it counted as a no-show, until its end. Refused with NOT_FOUND, FORBIDDEN, HOLD_EXPIRED, WRONG_STATUS,
 * TOO_EARLY, TOO_LATE or TABLE_TAKEN.
 */
export const seatBooking = (scope: Scope, { id }: { readonly id: string }): Promise<Booking> =>
  untilUnchanged(scope, async (tx) => {
    await queueFor(tx, id);
    const booking = await findOrRefuse(tx, id);
    if (seatable.includes(booking.status)) return seat(tx, scope, booking);
    return advanceIn(tx, scope, { id, command: 'seat', expectedVersion: booking.version });
  });

const seatable: readonly Status[] = ['CONFIRMED', 'NO_SHOW'];

async function seat(tx: EntityManager, { principal }: Scope, before: Booking): Promise<Booking> {
  const role = allow(principal, 'seat', before);
  const known = await venueOf(tx, before);
  judge('seat', before, known.policy, role, await instant(tx));
  const isLost = before.status === 'NO_SHOW';
  const visit = { ...known, stay: { start: before.startsAt, end: before.endsAt } };
  const wanted = { until: isLost ? claimedFor(visit).end : before.startsAt };
  const { at } = await findPlace(tx, {
    visit,
    wanted,
    options: [sameTables(before)],
    asked: {},
    own: before,
    takesNoTurn: true,
  });
  const changes = { status: next(before, 'seat', at) };
  return record(tx, before, changes, {
    at,
    cause: { actor: actorOf(principal) },
    ...(isLost && { claimed: stretchAt(at, wanted) }),
  });
}

/** What the party had, whatever the venue says of these tables by now. */
const sameTables = ({ tableIds, labels, partySize }: Booking) => ({
  tables: tableIds.map((id, index) => ({ id, label: labels[index] ?? '', minParty: 1, maxParty: partySize })),
  minParty: 1,
  maxParty: partySize,
  priority: 0,
});
