import { type EntityManager, firstRow, rows, sql } from '@constellation/kit';
import type { RoleGrant } from '../domain/roles.ts';

interface GrantOf extends RoleGrant {
  readonly userId: string;
}

/** The roles of accounts, in a lasting order. */
export const grantsOfUsers = (em: EntityManager, userIds: readonly string[]): Promise<GrantOf[]> =>
  rows(
    em,
    sql<GrantOf>`select user_id as "userId", role, venue_id as "venueId" from role_grants
      where user_id = any(${userIds}::uuid[]) order by role, venue_id`,
  );

/** Gives a role to a locked account; false when it had it. */
export const insertGrant = async (tx: EntityManager, userId: string, { role, venueId }: RoleGrant): Promise<boolean> =>
  (await firstRow(
    tx,
    sql`insert into role_grants (user_id, role, venue_id) values (${userId}, ${role}, ${venueId})
      on conflict do nothing returning role`,
  )) !== undefined;

/** Takes a role from a locked account; false when it did not have it. */
export const deleteGrant = async (tx: EntityManager, userId: string, { role, venueId }: RoleGrant): Promise<boolean> =>
  (await firstRow(
    tx,
    sql`delete from role_grants where user_id = ${userId} and role = ${role} and venue_id is not distinct from ${venueId}
      returning role`,
  )) !== undefined;

/** Who runs the platform; until this transaction ends nobody else takes that role away. */
export async function lockAdmins(tx: EntityManager): Promise<readonly string[]> {
  const admins = await rows(
    tx,
    sql<{ id: string }>`select user_id as id from role_grants where role = 'ADMIN' order by user_id for update`,
  );
  return admins.map(({ id }) => id);
}

/** Whether anybody runs the platform. */
export const hasAdmin = async (em: EntityManager): Promise<boolean> =>
  (await firstRow(em, sql`select from role_grants where role = 'ADMIN' limit 1`)) !== undefined;

/** Whoever would make the first administrator waits for the one who does. */
export const queueForFirstAdmin = (tx: EntityManager) =>
  rows(tx, sql`select pg_advisory_xact_lock(hashtextextended('identity-first-admin', 0))`);
