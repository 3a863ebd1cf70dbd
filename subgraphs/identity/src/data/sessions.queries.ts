import { type EntityManager, firstRow, parseInstant, rows, sql } from '@constellation/kit';
import type { RefreshState, RefreshToken } from '../domain/refresh.ts';

/** A new session of a locked account. */
export const insertSession = (tx: EntityManager, id: string, userId: string, at: Temporal.Instant) =>
  rows(
    tx,
    sql`insert into sessions (id, user_id, begun_at, refreshed_at)
      values (${id}, ${userId}, ${at.toString()}, ${at.toString()})`,
  );

/** A session as it is kept. */
export interface KnownSession extends RefreshState {
  readonly userId: string;
  /** When somebody has shown who they are; null for those that began before this was noted. */
  readonly begunAt: Temporal.Instant | null;
}

/** A session; it changes only under the lock of its account. */
export async function findSession(em: EntityManager, id: string): Promise<KnownSession | undefined> {
  const found = await firstRow(
    em,
    sql<{ userId: string; generation: number; begunAt: string | null; refreshedAt: string; endedAt: string | null }>`
      select user_id as "userId", generation, begun_at as "begunAt", refreshed_at as "refreshedAt", ended_at as "endedAt"
      from sessions where id = ${id}`,
  );
  if (!found) return undefined;
  const { userId, generation, begunAt, refreshedAt, endedAt } = found;
  return {
    userId,
    generation,
    begunAt: begunAt === null ? null : parseInstant(begunAt),
    refreshedAt: parseInstant(refreshedAt),
    endedAt: endedAt === null ? null : parseInstant(endedAt),
  };
}

/** Makes all tokens of a session old, but those of this generation. */
export const advanceSession = (tx: EntityManager, id: string, generation: number, at: Temporal.Instant) =>
  rows(tx, sql`update sessions set generation = ${generation}, refreshed_at = ${at.toString()} where id = ${id}`);

/** Ends a session of a locked account; false when it was over. */
export const endSession = async (tx: EntityManager, id: string, at: Temporal.Instant): Promise<boolean> =>
  (await firstRow(
    tx,
    sql`update sessions set ended_at = ${at.toString()} where id = ${id} and ended_at is null returning id`,
  )) !== undefined;

/** Ends all sessions of a locked account. */
export const endSessionsOf = (tx: EntityManager, userId: string, at: Temporal.Instant) =>
  rows(tx, sql`update sessions set ended_at = ${at.toString()} where user_id = ${userId} and ended_at is null`);

/** A refresh token by its hash, as it is found again. */
export interface KnownRefreshToken extends RefreshToken {
  readonly sessionId: string;
  readonly userId: string;
}

/** Keeps what a refresh token will be known by. */
export const insertRefreshToken = (
  tx: EntityManager,
  hash: Buffer,
  { sessionId, generation, issuedAt }: Omit<KnownRefreshToken, 'userId'>,
) =>
  rows(
    tx,
    sql`insert into refresh_tokens (hash, session_id, generation, issued_at)
      values (${hash}, ${sessionId}, ${generation}, ${issuedAt.toString()})`,
  );

/** The refresh token with this hash, used or not. */
export async function findRefreshToken(em: EntityManager, hash: Buffer): Promise<KnownRefreshToken | undefined> {
  const found = await firstRow(
    em,
    sql<{ sessionId: string; userId: string; generation: number; issuedAt: string }>`
      select session_id as "sessionId", user_id as "userId", token.generation, issued_at as "issuedAt"
      from refresh_tokens as token join sessions on sessions.id = session_id where hash = ${hash}`,
  );
  return found && { ...found, issuedAt: parseInstant(found.issuedAt) };
}

/** Forgets sessions that nobody can refresh any more, and tokens that have ended; answers how many there were, at most. */
export async function deleteSessionsBefore(em: EntityManager, before: Temporal.Instant, most: number): Promise<number> {
  const instant = before.toString();
  const sessions = await rows(
    em,
    sql`delete from sessions where id in (select id from sessions where refreshed_at < ${instant} limit ${most})
      returning id`,
  );
  const tokens = await rows(
    em,
    sql`delete from refresh_tokens
      where hash in (select hash from refresh_tokens where issued_at < ${instant} limit ${most}) returning hash`,
  );
  return Math.max(sessions.length, tokens.length);
}
