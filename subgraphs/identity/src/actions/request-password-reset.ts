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
  const attempt = attemptAt(key ?? '', scope);
  await scope.em.transactional(async (tx) => {
    const isWithinLimits = await count(tx, attempt);
    if (key !== undefined && isWithinLimits) await insertRequest(tx, key);
  });
  return true;
}

/**
 * In the same order for everybody, so that nobody waits for each other in a circle. Beyond an address's limit nothing else is
 * counted, so that made-up addresses of accounts leave no rows without end.
 */
async function count(tx: EntityManager, { account, address }: Attempt): Promise<boolean> {
  if (address !== null && (await countRequest(tx, { account: null, address })) > resetLimits.address) return false;
  const isWithin = (await countRequest(tx, { account, address })) <= resetLimits.both;
  if (address === null) return isWithin;
  return (await countRequest(tx, { account, address: null })) <= resetLimits.account && isWithin;
}
