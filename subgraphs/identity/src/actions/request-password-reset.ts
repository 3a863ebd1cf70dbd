import type { EntityManager, Scope } from '@constellation/kit';
import { countRequest, insertRequest } from '../data/password-resets.queries.ts';
import { emailKey } from '../domain/email.ts';
import { resetLimits } from '../domain/password-reset.ts';
import { type Attempt, attemptAt } from './attempts.ts';

/**
 * Has a mail sent to whoever has the address, unless too many were asked for within the hour. It does and answers the same
 * whether somebody has it or not: a worker looks, later.
 */
export async function requestPasswordReset(scope: Scope, { email }: { readonly email: string }): Promise<boolean> {
  const key = emailKey(email.trim().normalize());
  const attempt = attemptAt(key ?? email, scope);
  await scope.em.transactional(async (tx) => {
    const isWithinLimits = await count(tx, attempt);
    if (key !== undefined && isWithinLimits) await insertRequest(tx, key);
  });
  return true;
}

/** In the same order for everybody, so that nobody waits for each other in a circle. */
async function count(tx: EntityManager, { account, address }: Attempt): Promise<boolean> {
  const places = [
    { place: { account, address }, most: resetLimits.both },
    ...(address === null ? [] : [{ place: { account: null, address }, most: resetLimits.address }]),
    ...(address === null ? [] : [{ place: { account, address: null }, most: resetLimits.account }]),
  ];
  let isWithin = true;
  for (const { place, most } of places) isWithin = (await countRequest(tx, place)) <= most && isWithin;
  return isWithin;
}
