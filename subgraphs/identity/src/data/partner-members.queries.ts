import { type EntityManager, isId, rows, sql } from '@constellation/kit';

/** Who is a member of which partner. */
interface Membership {
  readonly partnerId: string;
  readonly userId: string;
}

/** The memberships of partners, in a lasting order. */
export const membersOfPartners = (em: EntityManager, partnerIds: readonly string[]): Promise<Membership[]> =>
  rows(
    em,
    sql<Membership>`select partner_id as "partnerId", user_id as "userId" from partner_members
      where partner_id = any(${partnerIds}::uuid[]) order by user_id`,
  );

/** The memberships of users: one each, at most. */
export const membershipsOfUsers = (em: EntityManager, userIds: readonly string[]): Promise<Membership[]> =>
  rows(
    em,
    sql<Membership>`select partner_id as "partnerId", user_id as "userId" from partner_members
      where user_id = any(${userIds.filter(isId)}::uuid[])`,
  );

/** Which partner a user is a member of. */
export const partnerOfUser = async (em: EntityManager, userId: string): Promise<string | undefined> =>
  (await membershipsOfUsers(em, [userId]))[0]?.partnerId;

/** Makes a user a member of a locked partner; answers the partner that they are a member of then. */
export async function insertMember(tx: EntityManager, { partnerId, userId }: Membership): Promise<string | undefined> {
  await rows(
    tx,
    sql`insert into partner_members (user_id, partner_id) values (${userId}, ${partnerId}) on conflict do nothing`,
  );
  return partnerOfUser(tx, userId);
}

/** Ends a membership of a locked partner. */
export const deleteMember = (tx: EntityManager, { partnerId, userId }: Membership) =>
  rows(tx, sql`delete from partner_members where user_id = ${userId} and partner_id = ${partnerId}`);
