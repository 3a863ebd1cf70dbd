import { type EntityManager, firstRow, isId, rows, sql } from '@constellation/kit';
import { type Partner, PartnerEntity } from './partner.entity.ts';

export const insertPartner = (tx: EntityManager, { id, name, createdAt }: Partner) =>
  rows(tx, sql`insert into partners (id, name, created_at) values (${id}, ${name}, ${createdAt.toString()})`);

/** Partners as they are now; ids that name none are passed over. */
export const partnersByIds = (em: EntityManager, ids: readonly string[]): Promise<Partner[]> =>
  em.find(PartnerEntity, { id: { $in: ids.filter(isId) } }, { disableIdentityMap: true });

/** The partner as it is now. */
export const findPartner = async (em: EntityManager, id: string): Promise<Partner | undefined> =>
  (await partnersByIds(em, [id]))[0];

/** Whether there is a partner of just this name. */
export const isPartnerNamed = async (em: EntityManager, name: string): Promise<boolean> =>
  (await firstRow(em, sql`select from partners where name = ${name} limit 1`)) !== undefined;

/** So many partners, the oldest first, that come after one. */
export const listedPartners = (em: EntityManager, limit: number, after?: string): Promise<Partner[]> =>
  em.find(PartnerEntity, after === undefined ? {} : { id: { $gt: after } }, {
    orderBy: { id: 'asc' },
    limit,
    disableIdentityMap: true,
  });

/** Nobody else changes the partner, its members and keys before this transaction ends: whoever does begins with this. */
export const lockPartner = async (tx: EntityManager, id: string): Promise<Partner | undefined> => {
  const locked = isId(id) && (await firstRow(tx, sql`select id from partners where id = ${id} for update`));
  return locked ? findPartner(tx, id) : undefined;
};

/** Counts a revocation of a locked partner's key. */
export async function nextPartnerVersion(tx: EntityManager, id: string): Promise<number> {
  const counted = await firstRow(
    tx,
    sql<{ version: number }>`update partners set version = version + 1 where id = ${id} returning version`,
  );
  if (!counted) throw new Error('A locked partner is gone');
  return counted.version;
}
