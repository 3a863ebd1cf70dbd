import { type EntityManager, firstRow, isId, rows, sql } from '@constellation/kit';
import type { PartnerScope } from '../domain/api-key.ts';
import { type ApiKey, ApiKeyEntity } from './api-key.entity.ts';

/** Keeps what a key will be known by. */
export const insertApiKey = (
  tx: EntityManager,
  { id, partnerId, name, prefix, scopes, createdAt }: ApiKey,
  hash: Buffer,
) =>
  rows(
    tx,
    sql`insert into api_keys (id, partner_id, name, prefix, hash, scopes, created_at)
      values (${id}, ${partnerId}, ${name}, ${prefix}, ${hash}, ${scopes}::text[], ${createdAt.toString()})`,
  );

/** How many keys of a locked partner are good. */
export async function countGoodKeys(tx: EntityManager, partnerId: string): Promise<number> {
  const counted = await firstRow(
    tx,
    sql<{ count: number }>`select count(*)::integer as count from api_keys
      where partner_id = ${partnerId} and revoked_at is null`,
  );
  return counted?.count ?? 0;
}

/** The key's record as it is now. */
export const findApiKey = async (em: EntityManager, id: string): Promise<ApiKey | undefined> =>
  isId(id) ? ((await em.findOne(ApiKeyEntity, { id }, { disableIdentityMap: true })) ?? undefined) : undefined;

/** So many keys of each partner at most: the good ones, then those that were revoked, the newest first. */
export async function keysOfPartners(
  em: EntityManager,
  partnerIds: readonly string[],
  most: number,
): Promise<readonly ApiKey[]> {
  const chosen = await rows(
    em,
    sql<{ id: string }>`select key.id from partners, lateral (
        select id from api_keys where partner_id = partners.id order by revoked_at is not null, id desc limit ${most}
      ) as key where partners.id = any(${partnerIds}::uuid[])`,
  );
  const keys = await em.find(ApiKeyEntity, { id: { $in: chosen.map(({ id }) => id) } }, { disableIdentityMap: true });
  const byId = new Map(keys.map((key) => [key.id, key]));
  return chosen.flatMap(({ id }) => byId.get(id) ?? []);
}

/** Revokes a key of a locked partner; false when it was. */
export const endApiKey = async (tx: EntityManager, id: string, at: Temporal.Instant): Promise<boolean> =>
  (await firstRow(
    tx,
    sql`update api_keys set revoked_at = ${at.toString()} where id = ${id} and revoked_at is null returning id`,
  )) !== undefined;

/** What a key that is good speaks for. */
export interface KnownKey {
  readonly id: string;
  readonly partnerId: string;
  readonly scopes: readonly PartnerScope[];
  /** The partner's. */
  readonly version: number;
}

/** The good key with this hash. */
export const findGoodKey = (em: EntityManager, hash: Buffer): Promise<KnownKey | undefined> =>
  firstRow(
    em,
    sql<KnownKey>`select api_keys.id, partner_id as "partnerId", scopes, version
      from api_keys join partners on partners.id = partner_id where hash = ${hash} and revoked_at is null`,
  );

/** Notes that a key is used, unless that was noted after an instant. */
export const noteKeyUse = (em: EntityManager, id: string, at: Temporal.Instant, unlessAfter: Temporal.Instant) =>
  rows(
    em,
    sql`update api_keys set last_used_at = ${at.toString()}
      where id = ${id} and (last_used_at is null or last_used_at <= ${unlessAfter.toString()})`,
  );

/** Forgets keys that were revoked long ago; answers how many. */
export async function deleteKeysRevokedBefore(em: EntityManager, before: Temporal.Instant, most: number) {
  const deleted = await rows(
    em,
    sql`delete from api_keys
      where id in (select id from api_keys where revoked_at < ${before.toString()} limit ${most}) returning id`,
  );
  return deleted.length;
}
