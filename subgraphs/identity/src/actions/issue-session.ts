import { randomBytes } from 'node:crypto';
import { type EntityManager, newId, secretHash } from '@constellation/kit';
import { grantsOfUsers } from '../data/role-grants.queries.ts';
import { insertRefreshToken, insertSession } from '../data/sessions.queries.ts';
import type { User } from '../data/user.entity.ts';
import { findUser } from '../data/users.queries.ts';
import { signAccessToken } from './access-token.ts';

/** Tokens as somebody gets them who has shown who they are. */
export interface IssuedSession {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Temporal.Instant;
  readonly user: User;
}

interface Place {
  readonly userId: string;
  /** Of the locked account, as it is after what this transaction has changed. */
  readonly version: number;
  readonly at: Temporal.Instant;
}

/** Begins a session of a locked account. */
export async function beginSession(tx: EntityManager, place: Place): Promise<IssuedSession> {
  const sessionId = newId();
  await insertSession(tx, sessionId, place.userId, place.at);
  return issueTokens(tx, { ...place, sessionId, generation: 0 });
}

/** Gives tokens of a generation for a session of a locked account; only their hashes are kept. */
export async function issueTokens(
  tx: EntityManager,
  place: Place & { readonly sessionId: string; readonly generation: number },
): Promise<IssuedSession> {
  const { userId, sessionId, generation, version, at } = place;
  const refreshToken = randomBytes(32).toString('base64url');
  await insertRefreshToken(tx, secretHash(refreshToken), { sessionId, generation, issuedAt: at });
  const grants = await grantsOfUsers(tx, [userId]);
  const token = await signAccessToken(tx, { userId, sessionId, version, grants }, at);
  const user = await findUser(tx, userId);
  if (!user) throw new Error('A locked account is gone');
  return { ...token, refreshToken, user };
}
