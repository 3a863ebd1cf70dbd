import { type EntityManager, instant, type Scope } from '@constellation/kit';
import { deleteKeysRevokedBefore } from '../data/api-keys.queries.ts';
import { deleteCountsBefore, issuedAtOf, outlivedTokens } from '../data/password-resets.queries.ts';
import { deleteExportsBefore } from '../data/personal-data.queries.ts';
import { deleteSessionsBefore } from '../data/sessions.queries.ts';
import { deleteAttemptsBefore } from '../data/sign-in-attempts.queries.ts';
import { deleteSignUpCountsBefore } from '../data/sign-up-counts.queries.ts';
import { lockUser } from '../data/users.queries.ts';
import { revokedKeyLife } from '../domain/api-key.ts';
import { signUpHour } from '../domain/attempts.ts';
import { isGood, resetLife } from '../domain/password-reset.ts';
import { exportsKept } from '../domain/personal-data.ts';
import { refreshLife } from '../domain/refresh.ts';
import { voidReset } from './void-reset.ts';

const batch = 1_000;
const tokensAtOnce = 100;

/** Forgets what means nothing any more: sessions, attempts, counts, tokens from mails, exports, keys; answers true when there may be more. */
export async function forgetOld({ em }: Scope): Promise<boolean> {
  const at = await instant(em);
  await deleteAttemptsBefore(em, at.subtract({ hours: 24 }));
  await deleteCountsBefore(em, at.subtract(resetLife));
  await deleteSignUpCountsBefore(em, at.subtract(signUpHour));
  await deleteExportsBefore(em, at.subtract(exportsKept));
  const outlived = await outlivedTokens(em, at.subtract(resetLife), tokensAtOnce);
  for (const userId of outlived) await forgetToken(em, userId);
  const sessions = await deleteSessionsBefore(em, at.subtract(refreshLife), batch);
  const keys = await deleteKeysRevokedBefore(em, at.subtract(revokedKeyLife), batch);
  return Math.max(sessions, keys) === batch || outlived.length === tokensAtOnce;
}

/** Unless it was replaced by then. */
const forgetToken = (em: EntityManager, userId: string): Promise<void> =>
  em.transactional(async (tx) => {
    await lockUser(tx, userId);
    const at = await instant(tx);
    const issuedAt = await issuedAtOf(tx, userId);
    if (issuedAt && !isGood({ issuedAt }, at)) await voidReset(tx, userId, at);
  });
