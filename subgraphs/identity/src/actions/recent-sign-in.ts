import { type EntityManager, type Principal, Refusal } from '@constellation/kit';
import { isRecentSignIn } from '../domain/recent-sign-in.ts';
import { requireLive } from './own-session.ts';

/**
 * Lets through who has just shown who they are. A password that comes with the request says so by itself; where somebody
 * signs in elsewhere it is as their token says, and one that says nothing of it is taken for recent.
 * @throws Refusal SESSION_ENDED or RECENT_SIGN_IN_REQUIRED
 */
export async function requireRecentSignIn(
  tx: EntityManager,
  { sessionId, authenticatedAt }: Principal,
  at: Temporal.Instant,
): Promise<void> {
  const signedInAt =
    sessionId === undefined ? instantOf(authenticatedAt, at) : (await requireLive(tx, sessionId)).begunAt;
  if (!isRecentSignIn(signedInAt, at))
    throw new Refusal('RECENT_SIGN_IN_REQUIRED', 'This cannot be undone: sign in anew, then ask within 15 minutes');
}

const instantOf = (epochMs: number | undefined, otherwise: Temporal.Instant) =>
  epochMs === undefined ? otherwise : Temporal.Instant.fromEpochMilliseconds(epochMs);
