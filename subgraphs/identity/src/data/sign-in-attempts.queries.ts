import { type EntityManager, firstRow, parseInstant, rows, sql } from '@constellation/kit';
import type { Attempts } from '../domain/attempts.ts';

/** Whose attempts: at an account by its hash, null for any; from an address, null where it is unknown. */
export interface AttemptPlace {
  readonly account: Buffer | null;
  readonly address: string | null;
}

const at = ({ account, address }: AttemptPlace) =>
  sql`account is not distinct from ${account} and address is not distinct from ${address}`;

/**
 * Counts one more attempt and answers all so far, this one included, with the time that was noted
 * before; attempts made at the same time wait for each other.
 */
export async function countAttempt(tx: EntityManager, place: AttemptPlace): Promise<Attempts> {
  const { account, address } = place;
  const counted = await firstRow(
    tx,
    sql<{ count: number; lastAt: string }>`
      insert into sign_in_attempts as known (account, address, count, last_at)
      values (${account}, ${address}, 1, clock_instant())
      on conflict (account, address) do update set count = known.count + 1
      returning count, last_at as "lastAt"`,
  );
  if (!counted) throw new Error('An attempt was not counted');
  return { count: counted.count, lastAt: parseInstant(counted.lastAt) };
}

/** Notes how many count, and since when. */
export const noteAttempt = (tx: EntityManager, place: AttemptPlace, { count, lastAt }: Attempts) =>
  rows(tx, sql`update sign_in_attempts set count = ${count}, last_at = ${lastAt.toString()} where ${at(place)}`);

/** Notes an earlier time again, unless others have been noted since. */
export const resetAttemptTime = (
  tx: EntityManager,
  place: AttemptPlace,
  noted: Temporal.Instant,
  before: Temporal.Instant,
) =>
  rows(
    tx,
    sql`update sign_in_attempts set last_at = ${before.toString()}
      where ${at(place)} and last_at = ${noted.toString()}`,
  );

/** Begins anew: the last attempt has succeeded. */
export const forgetAttempts = (tx: EntityManager, place: AttemptPlace) =>
  rows(tx, sql`delete from sign_in_attempts where ${at(place)}`);

/** Begins anew for an account, wherever it was tried from. */
export const forgetAccountAttempts = (tx: EntityManager, account: Buffer) =>
  rows(tx, sql`delete from sign_in_attempts where account = ${account}`);

/** Takes one attempt back that has not failed. */
export async function uncountAttempt(tx: EntityManager, place: AttemptPlace): Promise<void> {
  const left = await rows(
    tx,
    sql`update sign_in_attempts set count = count - 1 where ${at(place)} and count > 1 returning count`,
  );
  if (left.length === 0) await forgetAttempts(tx, place);
}

/** Forgets what does not count any more. */
export const deleteAttemptsBefore = (em: EntityManager, before: Temporal.Instant) =>
  rows(em, sql`delete from sign_in_attempts where last_at < ${before.toString()}`);
