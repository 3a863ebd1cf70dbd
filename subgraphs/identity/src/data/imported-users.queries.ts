import { type EntityManager, rows, sql } from '@constellation/kit';
import type { Email } from '../domain/email.ts';
import type { Holder } from '../domain/settle.ts';

/** Somebody who comes from another system, ready to be kept. */
export interface ImportedUser {
  /** What they are known by here. */
  readonly userId: string;
  /** What the other system knows them by. */
  readonly id: string;
  readonly email: Email;
  readonly name: string | null;
  readonly passwordHash: string;
  /** Now, where nobody knows. */
  readonly registeredAt: Temporal.Instant | null;
}

/** Accounts that came from a source with one of these ids, and those of any origin with one of these addresses. */
export const holdersOf = (
  em: EntityManager,
  source: string,
  ids: readonly string[],
  emailKeys: readonly string[],
): Promise<Holder[]> =>
  rows(
    em,
    sql<Holder>`select email_key as "emailKey", legacy_source as source, legacy_id as id from users
        where legacy_source = ${source} and legacy_id = any(${ids}::text[])
      union
      select email_key, legacy_source, legacy_id from users where email_key = any(${emailKeys}::text[])`,
  );

/** Those of some ids of a source whose accounts were erased. */
export async function erasedOf(
  em: EntityManager,
  source: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const erased = await rows(
    em,
    sql<{ id: string }>`select legacy_id as id from erased_origins
      where legacy_source = ${source} and legacy_id = any(${ids}::text[])`,
  );
  return new Set(erased.map(({ id }) => id));
}

/**
 * Keeps what another system knew a locked account by, if it came from one, for when it is gone. No import opens accounts
 * between this and the end of the transaction, so none can miss it.
 */
export async function keepOrigin(tx: EntityManager, userId: string): Promise<void> {
  const origin = sql`from users where id = ${userId} and legacy_id is not null`;
  await rows(tx, sql`select pg_advisory_xact_lock_shared(${importQueue}) ${origin}`);
  await rows(
    tx,
    sql`insert into erased_origins (legacy_source, legacy_id) select legacy_source, legacy_id ${origin} on conflict do nothing`,
  );
}

const importQueue = sql`hashtextextended('identity-import', 0)`;

/** Imports come one after the other, so that two of the same people do not wait for each other in a ring. */
export const queueForImport = (tx: EntityManager) => rows(tx, sql`select pg_advisory_xact_lock(${importQueue})`);

/**
 * Opens accounts of customers, and answers the source's ids of those who got one: whose id or address is had, or who was
 * erased, get none.
 */
export async function insertImported(
  tx: EntityManager,
  source: string,
  people: readonly ImportedUser[],
): Promise<ReadonlySet<string>> {
  const column = <Value>(valueOf: (person: ImportedUser) => Value) => people.map(valueOf);
  const added = await rows(
    tx,
    sql<{ id: string }>`
      with added as (
        insert into users (id, email, email_key, name, password_hash, created_at, legacy_source, legacy_id)
        select id, email, email_key, name, password_hash, coalesce(created_at, clock_instant()), ${source}, legacy_id
        from unnest(
          ${column(({ userId }) => userId)}::uuid[],
          ${column(({ email }) => email.typed)}::text[],
          ${column(({ email }) => email.key)}::text[],
          ${column(({ name }) => name)}::text[],
          ${column(({ passwordHash }) => passwordHash)}::text[],
          ${column(({ registeredAt }) => registeredAt?.toString() ?? null)}::timestamptz[],
          ${column(({ id }) => id)}::text[]
        ) with ordinality as person (id, email, email_key, name, password_hash, created_at, legacy_id, place)
        where not exists (select from erased_origins as erased
          where erased.legacy_source = ${source} and erased.legacy_id = person.legacy_id)
        order by place
        on conflict do nothing
        returning id, legacy_id
      ), granted as (
        insert into role_grants (user_id, role) select id, 'CUSTOMER' from added
      )
      select legacy_id as id from added`,
  );
  return new Set(added.map(({ id }) => id));
}
