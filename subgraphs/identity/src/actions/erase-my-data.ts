import { type EntityManager, instant, Refusal, type Scope } from '@constellation/kit';
import { keepOrigin } from '../data/imported-users.queries.ts';
import { forgetRequests } from '../data/password-resets.queries.ts';
import { deleteUser, jobsOf } from '../data/personal-data.queries.ts';
import { forgetAccountAttempts } from '../data/sign-in-attempts.queries.ts';
import { findPassword, lockUser } from '../data/users.queries.ts';
import type { Job } from '../domain/personal-data.ts';
import { attemptAt } from './attempts.ts';
import { beginJob } from './begin-job.ts';
import { keepAnAdmin } from './keep-an-admin.ts';
import { ownSession, requireLive } from './own-session.ts';
import { revoke } from './revoke.ts';
import { type ShownJob, showJob } from './show-job.ts';
import { voidReset } from './void-reset.ts';

/**
 * Closes the caller's account for good: it is gone with the end of the transaction, its tokens are void, and every subgraph
 * is told to forget whose it was. Of several at once one does it, and all answer with it.
 * @throws Refusal FORBIDDEN, CONFIRMATION_REQUIRED, SESSION_ENDED or LAST_ADMIN
 */
export async function eraseMyData(scope: Scope, { confirm }: { readonly confirm: boolean }): Promise<ShownJob> {
  const { userId, sessionId } = ownSession(scope);
  if (!confirm)
    throw new Refusal('CONFIRMATION_REQUIRED', 'This cannot be undone; say `confirm: true`', { path: ['confirm'] });
  return scope.em.transactional(async (tx) => {
    const isThere = (await lockUser(tx, userId)) !== undefined;
    const job = isThere ? await erase(tx, userId, sessionId) : await erasureOf(tx, userId);
    return showJob(scope, job, await instant(tx));
  });
}

async function erase(tx: EntityManager, userId: string, sessionId: string): Promise<Job> {
  await requireLive(tx, sessionId);
  await keepAnAdmin(tx, userId);
  const at = await instant(tx);
  await voidReset(tx, userId, at);
  await forgetTries(tx, userId);
  await revoke(tx, userId, { at, sessionId: null, reason: 'ERASED' });
  await keepOrigin(tx, userId);
  await deleteUser(tx, userId);
  return beginJob(tx, { userId, kind: 'ERASURE', at });
}

/** What was counted about the account's address. */
async function forgetTries(tx: EntityManager, userId: string): Promise<void> {
  const known = await findPassword(tx, { userId });
  if (!known) return;
  const { account } = attemptAt(known.emailKey, {});
  await forgetAccountAttempts(tx, account);
  await forgetRequests(tx, known.emailKey, account);
}

async function erasureOf(tx: EntityManager, userId: string): Promise<Job> {
  const erasure = (await jobsOf(tx, userId, 1)).find(({ kind }) => kind === 'ERASURE');
  if (!erasure) throw new Refusal('FORBIDDEN', 'This needs an account');
  return erasure;
}
