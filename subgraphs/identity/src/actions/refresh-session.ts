import { type EntityManager, instant, Refusal, type Scope, secretHash } from '@constellation/kit';
import { advanceSession, endSession, findRefreshToken, findSession } from '../data/sessions.queries.ts';
import { lockUser } from '../data/users.queries.ts';
import { judgeRefresh } from '../domain/refresh.ts';
import { type IssuedSession, issueTokens } from './issue-session.ts';
import { revoke } from './revoke.ts';

/**
 * Gives the next tokens for a refresh token. One that comes back later than a client would ask twice ends the session.
 * @throws Refusal SESSION_ENDED
 */
export async function refreshSession(
  { em }: Scope,
  { refreshToken }: { readonly refreshToken: string },
): Promise<IssuedSession> {
  // That a session ends must last, so it is refused after the transaction.
  const issued = await em.transactional((tx) => refresh(tx, secretHash(refreshToken)));
  if (!issued) throw new Refusal('SESSION_ENDED', 'The session is over; sign in again', { path: ['refreshToken'] });
  return issued;
}

async function refresh(tx: EntityManager, hash: Buffer): Promise<IssuedSession | undefined> {
  const token = await findRefreshToken(tx, hash);
  const user = token && (await lockUser(tx, token.userId));
  const session = token && (await findSession(tx, token.sessionId));
  if (!token || !user || !session) return undefined;
  const { userId, sessionId } = token;
  const { version } = user;
  const at = await instant(tx);
  const issue = (generation: number) => issueTokens(tx, { userId, sessionId, version, generation, at });
  switch (judgeRefresh(session, token, at)) {
    case 'NEXT':
      await advanceSession(tx, sessionId, session.generation + 1, at);
      return issue(session.generation + 1);
    case 'AGAIN':
      return issue(session.generation);
    case 'REUSED':
      await endSession(tx, sessionId, at);
      await revoke(tx, userId, { at, sessionId, reason: 'REFRESH_REUSED' });
      return undefined;
    case 'OVER':
      return undefined;
  }
}
