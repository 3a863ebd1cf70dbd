import { type EntityManager, firstRow, isId, rows, sql } from '@constellation/kit';
import type { Email } from '../domain/email.ts';
import { type User, UserEntity } from './user.entity.ts';

/** A new account; false where another one has the address, or one that looks like it. */
export async function insertUser(tx: EntityManager, user: User, email: Email, passwordHash: string): Promise<boolean> {
  const { id, name, createdAt } = user;
  const inserted = await firstRow(
    tx,
    sql`insert into users (id, email, email_key, name, password_hash, created_at)
      values (${id}, ${email.typed}, ${email.key}, ${name}, ${passwordHash}, ${createdAt.toString()})
      on conflict (email_key) do nothing returning id`,
  );
  return inserted !== undefined;
}

/** Accounts as they are now; ids that name none are passed over. */
export const usersByIds = (em: EntityManager, ids: readonly string[]): Promise<User[]> =>
  em.find(UserEntity, { id: { $in: ids.filter(isId) } }, { disableIdentityMap: true });

/** The account as it is now. */
export const findUser = async (em: EntityManager, id: string): Promise<User | undefined> =>
  (await usersByIds(em, [id]))[0];

/** What a password is judged by. */
export interface KnownPassword {
  readonly userId: string;
  readonly emailKey: string;
  readonly passwordHash: string;
}

type Owner = { readonly emailKey: string } | { readonly userId: string };

/** The password of one account, if there is such an account. */
export const findPassword = (em: EntityManager, owner: Owner): Promise<KnownPassword | undefined> =>
  firstRow(
    em,
    sql<KnownPassword>`select id as "userId", email_key as "emailKey", password_hash as "passwordHash" from users
      where ${'emailKey' in owner ? sql`email_key = ${owner.emailKey}` : sql`id = ${owner.userId}`}`,
  );

/** Replaces the hash of an account's password. */
export const setPasswordHash = (tx: EntityManager, userId: string, passwordHash: string) =>
  rows(tx, sql`update users set password_hash = ${passwordHash} where id = ${userId}`);

/** What is decided under the lock of an account. */
export interface LockedUser {
  readonly passwordHash: string;
  /** Grows with each revocation; tokens carry the one that they were issued at. */
  readonly version: number;
}

/**
 * Nobody else changes the account, its roles and sessions before this transaction ends: whoever does begins with this.
 */
export const lockUser = async (tx: EntityManager, id: string): Promise<LockedUser | undefined> =>
  isId(id)
    ? firstRow(
        tx,
        sql<LockedUser>`select password_hash as "passwordHash", version from users where id = ${id} for update`,
      )
    : undefined;

/** Counts a revocation of a locked account. */
export async function nextVersion(tx: EntityManager, id: string): Promise<number> {
  const counted = await firstRow(
    tx,
    sql<{ version: number }>`update users set version = version + 1 where id = ${id} returning version`,
  );
  if (!counted) throw new Error('A locked account is gone');
  return counted.version;
}

/** How many accounts have an address at a domain. */
export async function countUsersAt(em: EntityManager, domain: string): Promise<number> {
  const row = await firstRow(
    em,
    sql<{ count: number }>`select count(*)::integer as count from users where email_key like ${`%@${domain}`}`,
  );
  return row?.count ?? 0;
}
