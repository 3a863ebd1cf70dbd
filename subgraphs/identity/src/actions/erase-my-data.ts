import { type EntityManager, instant, Refusal, type Scope } from '@constellation/kit';
import { keepOrigin } from '../data/imported-users.queries.ts';
import { forgetRequests } from '../data/password-resets.queries.ts';
import { deleteUser, jobsOf, lockJobs } from '../data/personal-data.queries.ts';
import { forgetAccountAttempts } from '../data/sign-in-attempts.queries.ts';
import { findPassword, lockUser } from '../data/users.queries.ts';
import { attemptAt } from './attempts.ts';
import { beginJob } from './begin-job.ts';
import { keepAnAdmin } from './keep-an-admin.ts';
import { ownPerson } from './own-person.ts';
import { requireRecentSignIn } from './recent-sign-in.ts';
import { revoke } from './revoke.ts';
import { type ShownJob, showJob } from './show-job.ts';
import { voidReset } from './void-reset.ts';

/**
 * Closes the caller's account for good: it is gone with the end of the transaction, its tokens are void, and every subgraph
 * is told to forget whose it was. Where the account is elsewhere it stays, and all that is kept here goes. Of several at once
 * one does it, and all answer with it.
 * @throws Refusal FORBIDDEN, CONFIRMATION_REQUIRED, SESSION_ENDED, RECENT_SIGN_IN_REQUIRED or LAST_ADMIN
 */
export async function eraseMyData(scope: Scope, { confirm }: { readonly confirm: boolean }): Promise<ShownJob> {
  const userId = ownPerson(scope);
  if (!confirm)
    throw new Refusal('CONFIRMATION_REQUIRED', 'This cannot be undone; say `confirm: true`', { path: ['confirm'] });
  return scope.em.transactional(async (tx) => {
    const isHere = (await lockUser(tx, userId)) !== undefined;
    await lockJobs(tx, userId);
    const at = await instant(tx);
    const known = (await jobsOf(tx, userId, 1)).find(({ kind }) => kind === 'ERASURE');
    if (known) return showJob(scope, known, at);
    await requireRecentSignIn(tx, scope.principal, at);
    if (isHere) await closeAccount(tx, userId, at);
    return showJob(scope, await beginJob(tx, { userId, kind: 'ERASURE', at }), at);
  });
}

/** Of a locked account nothing is left here. */
async function closeAccount(tx: EntityManager, userId: string, at: Temporal.Instant): Promise<void> {
  await keepAnAdmin(tx, userId);
  await voidReset(tx, userId, at);
  await forgetTries(tx, userId);
  await revoke(tx, userId, { at, sessionId: null, reason: 'ERASED' });
  await keepOrigin(tx, userId);
  await deleteUser(tx, userId);
}

/** What was counted about the account's address. */
async function forgetTries(tx: EntityManager, userId: string): Promise<void> {
  const known = await findPassword(tx, { userId });
  if (!known) return;
  const { account } = attemptAt(known.emailKey, {});
  await forgetAccountAttempts(tx, account);
  await forgetRequests(tx, known.emailKey, account);
}
