import { type EntityManager, firstRow, parseInstant, rows, sql } from '@constellation/kit';
import type { AttemptPlace } from './sign-in-attempts.queries.ts';

/** Counts one more request of the hour and answers how many there were; an hour begins with its first. */
export async function countRequest(tx: EntityManager, { account, address }: AttemptPlace): Promise<number> {
  const counted = await firstRow(
    tx,
    sql<{ count: number }>`
      insert into password_reset_counts as known (account, address, count, since)
      values (${account}, ${address}, 1, clock_instant())
      on conflict (account, address) do update set
        count = case when known.since <= excluded.since - interval '1 hour' then 1 else known.count + 1 end,
        since = case when known.since <= excluded.since - interval '1 hour' then excluded.since else known.since end
      returning count`,
  );
  if (!counted) throw new Error('A request was not counted');
  return counted.count;
}

/** Leaves a request to the worker, whether somebody has the address or not. */
export const insertRequest = (tx: EntityManager, emailKey: string) =>
  rows(tx, sql`insert into password_reset_requests (email_key) values (${emailKey})`);

/** Takes the oldest request and answers its address's key; one that somebody else is busy with is left to them. */
export async function takeRequest(tx: EntityManager): Promise<string | undefined> {
  const taken = await firstRow(
    tx,
    sql<{ emailKey: string }>`delete from password_reset_requests where id = (
        select id from password_reset_requests order by id limit 1 for update skip locked)
      returning email_key as "emailKey"`,
  );
  return taken?.emailKey;
}

/** Keeps what a token will be known by, in place of the one before; answers which mail it is. */
export async function replaceToken(
  tx: EntityManager,
  userId: string,
  { hash, issuedAt }: { readonly hash: Buffer; readonly issuedAt: Temporal.Instant },
): Promise<number> {
  const kept = await firstRow(
    tx,
    sql<{ mails: number }>`
      insert into password_resets as known (user_id, hash, issued_at, mails)
      values (${userId}, ${hash}, ${issuedAt.toString()}, 1)
      on conflict (user_id) do update set hash = excluded.hash, issued_at = excluded.issued_at, mails = known.mails + 1
      returning mails`,
  );
  if (!kept) throw new Error('A token was not kept');
  return kept.mails;
}

/** Whose token this is, and since when; it changes only under the lock of the account. */
export async function findToken(
  em: EntityManager,
  hash: Buffer,
): Promise<{ readonly userId: string; readonly issuedAt: Temporal.Instant } | undefined> {
  const found = await firstRow(
    em,
    sql<{ userId: string; issuedAt: string }>`
      select user_id as "userId", issued_at as "issuedAt" from password_resets where hash = ${hash}`,
  );
  return found && { ...found, issuedAt: parseInstant(found.issuedAt) };
}

/** Since when an account has its token, if it has one. */
export async function issuedAtOf(em: EntityManager, userId: string): Promise<Temporal.Instant | undefined> {
  const found = await firstRow(
    em,
    sql<{ issuedAt: string }>`select issued_at as "issuedAt" from password_resets
      where user_id = ${userId} and issued_at is not null`,
  );
  return found && parseInstant(found.issuedAt);
}

/** Makes the token of a locked account void; answers which mail says so, undefined where there was none. */
export async function deleteToken(tx: EntityManager, userId: string): Promise<number | undefined> {
  const voided = await firstRow(
    tx,
    sql<{ mails: number }>`update password_resets set hash = null, issued_at = null, mails = mails + 1
      where user_id = ${userId} and hash is not null returning mails`,
  );
  return voided?.mails;
}

/** Whose tokens were issued before an instant, some of them. */
export async function outlivedTokens(em: EntityManager, before: Temporal.Instant, most: number): Promise<string[]> {
  const found = await rows(
    em,
    sql<{ userId: string }>`select user_id as "userId" from password_resets
      where issued_at <= ${before.toString()} limit ${most}`,
  );
  return found.map(({ userId }) => userId);
}

/** Forgets counts that do not count any more. */
export const deleteCountsBefore = (em: EntityManager, before: Temporal.Instant) =>
  rows(em, sql`delete from password_reset_counts where since < ${before.toString()}`);

/** Forgets what was asked for an account, by its address's key and its hash. */
export async function forgetRequests(tx: EntityManager, emailKey: string, account: Buffer): Promise<void> {
  await rows(tx, sql`delete from password_reset_requests where email_key = ${emailKey}`);
  await rows(tx, sql`delete from password_reset_counts where account = ${account}`);
}
