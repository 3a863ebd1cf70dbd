import { appendInPlace, type EntityManager } from '@constellation/kit';
import { mailWithdrawn } from '@constellation/schema';
import { deleteToken } from '../data/password-resets.queries.ts';

/** Makes the token of a locked account void, and takes the mail with it back wherever it is kept. */
export async function voidReset(tx: EntityManager, userId: string, at: Temporal.Instant): Promise<void> {
  const version = await deleteToken(tx, userId);
  if (version === undefined) return;
  await appendInPlace(tx, mailWithdrawn, { aggregate: userId, version, at, data: { userId }, last: true });
}
