import { instant, type Scope } from '@constellation/kit';
import type { Booking } from '../data/booking.entity.ts';
import { momentOf } from '../domain/moment.ts';
import { refusalOf } from '../domain/obstacle.ts';
import { past } from '../domain/placement.ts';
import { checkGuest, checkPartySize, checkStart, requestHours } from '../domain/request.ts';
import { allowToBook, channelOf } from './access.ts';
import type { HoldTableInput } from './hold-table.ts';
import { openBooking } from './open-booking.ts';
import { askedFor, refuseUnknownTables, venueFor, visitFor } from './wish.ts';

/**
 * Writes down a wish for a table, to be held or rejected soon after (`answerRequest`). Refused at once with FORBIDDEN,
 * NOT_FOUND, INVALID_INPUT, PAST, NONEXISTENT_TIME or AMBIGUOUS_TIME; whatever else speaks against it becomes its rejection.
 */
export async function requestTable(scope: Scope, { input }: { readonly input: HoldTableInput }): Promise<Booking> {
  allowToBook(scope.principal);
  const guest = checkGuest(input.guest);
  checkPartySize(input.partySize);
  return scope.em.transactional(async (tx) => {
    const known = await venueFor(tx, input);
    const visit = visitFor(known, input);
    refuseUnknownTables(known, input);
    const at = await instant(tx);
    const over = past(momentOf(visit.stay.start), momentOf(at));
    if (over) throw refusalOf(over, askedFor(input));
    checkStart(visit.stay, at);
    return openBooking(tx, scope.principal, {
      status: 'REQUESTED',
      channel: channelOf(scope.principal, input.venueId),
      visit,
      partySize: input.partySize,
      guest,
      tableIds: [],
      labels: [],
      wishedTableIds: input.tableIds,
      lapsesAt: at.add({ hours: requestHours }),
      at,
    });
  });
}
