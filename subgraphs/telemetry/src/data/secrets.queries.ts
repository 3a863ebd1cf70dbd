import { type EntityManager, firstRow, rows, sql } from '@constellation/kit';

/** Keeps the hash of a device's secret. */
export const insertSecret = (tx: EntityManager, id: string, deviceId: string, hash: Buffer) =>
  rows(
    tx,
    sql`insert into device_secrets (id, device_id, hash, created_at) values (${id}, ${deviceId}, ${hash}, clock_instant())`,
  );

/** Lets the newest secret of a locked device end at an instant. */
export const expireSecret = (tx: EntityManager, deviceId: string, at: Temporal.Instant) =>
  rows(
    tx,
    sql`update device_secrets set expires_at = ${at.toString()} where device_id = ${deviceId} and expires_at is null`,
  );

/** Forgets a locked device's secrets, all or those that were to end; answers those that were good, the oldest first. */
export async function deleteSecrets(
  tx: EntityManager,
  deviceId: string,
  { which, at }: { readonly which: 'ALL' | 'ENDING'; readonly at: Temporal.Instant },
): Promise<readonly string[]> {
  const deleted = await rows(
    tx,
    sql<{ id: string; wasGood: boolean }>`delete from device_secrets
      where device_id = ${deviceId} and (${which === 'ALL'} or expires_at is not null)
      returning id, expires_at is null or expires_at > ${at.toString()} as "wasGood"`,
  );
  return deleted.flatMap(({ id, wasGood }) => (wasGood ? id : [])).toSorted();
}

/** Counts that so many secrets of a locked device were revoked; answers the count after them. */
export async function countRevoked(tx: EntityManager, deviceId: string, count: number): Promise<number> {
  const counted = await firstRow(
    tx,
    sql<{ version: number }>`update devices set secrets_version = secrets_version + ${count}
      where id = ${deviceId} returning secrets_version as version`,
  );
  if (!counted) throw new Error('A locked device is gone');
  return counted.version;
}

/** What a secret that is good speaks for. */
export interface KnownSecret {
  readonly id: string;
  readonly deviceId: string;
  /** Counts the device's secrets that were revoked. */
  readonly version: number;
  /** When it ends, as far as that is known now, or what it is judged good for. */
  readonly expiresAt: string;
}

/** The good secret with this hash, of a device in use, judged for so many hours at most. */
export const findGoodSecret = (em: EntityManager, hash: Buffer, mostHours: number): Promise<KnownSecret | undefined> =>
  firstRow(
    em,
    sql<KnownSecret>`select device_secrets.id, device_id as "deviceId", secrets_version as version,
        least(expires_at, clock_instant() + ${mostHours} * interval '1 hour') as "expiresAt"
      from device_secrets join devices on devices.id = device_id
      where hash = ${hash} and decommissioned_at is null and (expires_at is null or expires_at > clock_instant())`,
  );
