import { type EntityManager, Refusal, type Scope } from '@constellation/kit';
import { findSession, type KnownSession } from '../data/sessions.queries.ts';

/** The session that the caller has shown a token of; @throws Refusal FORBIDDEN where it was something else. */
export function ownSession({ principal: { kind, id, sessionId } }: Scope) {
  if (kind !== 'USER' || sessionId === undefined)
    throw new Refusal('FORBIDDEN', 'This needs a session: sign in and show its token');
  return { userId: id, sessionId };
}

/** A session that goes on; @throws Refusal SESSION_ENDED when it is over. Its account must be locked. */
export async function requireLive(tx: EntityManager, sessionId: string): Promise<KnownSession> {
  const session = await findSession(tx, sessionId);
  if (session?.endedAt !== null) throw new Refusal('SESSION_ENDED', 'The session is over; sign in again');
  return session;
}
