import { randomBytes } from 'node:crypto';
import { appendInPlace, type EntityManager, instant, type Scope, secretHash } from '@constellation/kit';
import { mailPasswordReset } from '@constellation/schema';
import { replaceToken, takeRequest } from '../data/password-resets.queries.ts';
import { findPassword, findUser, lockUser } from '../data/users.queries.ts';
import { resetLife } from '../domain/password-reset.ts';

/** Has a mail sent for the oldest request, if somebody has the address; answers true when there may be more. */
export const sendResets = ({ em }: Scope): Promise<boolean> =>
  em.transactional(async (tx) => {
    const emailKey = await takeRequest(tx);
    if (emailKey === undefined) return false;
    const owner = await findPassword(tx, { emailKey });
    if (owner) await sendTo(tx, owner.userId);
    return true;
  });

/** Only the hash of the token stays here; the token itself is gone from the outbox with the next event about it. */
async function sendTo(tx: EntityManager, userId: string): Promise<void> {
  await lockUser(tx, userId);
  const user = await findUser(tx, userId);
  if (!user) return;
  const token = randomBytes(32).toString('base64url');
  const at = await instant(tx);
  const version = await replaceToken(tx, userId, { hash: secretHash(token), issuedAt: at });
  const data = { userId, email: user.email, token, expiresAt: at.add(resetLife).toString() };
  await appendInPlace(tx, mailPasswordReset, { aggregate: userId, version, at, data });
}
