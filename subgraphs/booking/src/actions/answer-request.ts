import { type EntityManager, instant, Refusal, type Scope } from '@constellation/kit';
import { findBooking, lockBooking } from '../data/booking.queries.ts';
import { problemsAt } from '../domain/attention.ts';
import { next, statusAt } from '../domain/lifecycle.ts';
import { claimedFor } from '../domain/placement.ts';
import { actorOf } from './access.ts';
import { record, step } from './advance.ts';
import { findPlace } from './find-place.ts';
import { untilUnchanged } from './until-unchanged.ts';
import { refuseClosed, servingOptions, venueOf } from './wish.ts';

/**
 * Holds the place that a request asks for, or rejects it with the code of what speaks against it. Nothing happens to what
 * is no request any more, so that repeating it is harmless.
 */
export async function answerRequest(scope: Scope, id: string): Promise<void> {
  try {
    await untilUnchanged(scope, (tx) => hold(tx, scope, id));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code } = error;
    await scope.em.transactional((tx) => reject(tx, scope, id, code));
  }
}

async function hold(tx: EntityManager, { principal }: Scope, id: string): Promise<void> {
  const request = await findBooking(tx, { id });
  if (request?.status !== 'REQUESTED') return;
  const { venueId, wishedTableIds: tableIds, partySize, startsAt: start, endsAt: end } = request;
  const known = await venueOf(tx, request);
  const visit = { ...known, stay: { start, end } };
  const options = servingOptions(known, { venueId, tableIds, partySize });
  refuseClosed(visit, {});
  const { at, ...place } = await findPlace(tx, { visit, options, asked: {}, own: request });
  const lapsesAt = at.add({ minutes: known.policy.holdMinutes });
  const attention = [...problemsAt(known.venue)({ ...request, ...place, stay: visit.stay })];
  const changes = { ...place, status: next(request, 'hold', at), attention, heldAt: at, lapsesAt };
  await record(tx, request, changes, { at, cause: { actor: actorOf(principal) }, claimed: claimedFor(visit) });
}

async function reject(tx: EntityManager, { principal }: Scope, id: string, code: string): Promise<void> {
  const request = await lockBooking(tx, id);
  const at = await instant(tx);
  if (request && statusAt(request, at) === 'REQUESTED')
    await step(tx, request, 'reject', at, { actor: actorOf(principal), code });
}
