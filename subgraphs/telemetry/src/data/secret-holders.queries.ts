import { type EntityManager, rows, sql } from '@constellation/kit';

/** Which devices that are in use the secrets are of which these are hashes, by the hash in hexadecimal digits. */
export async function secretHolders(em: EntityManager, hashes: readonly Buffer[]): Promise<Map<string, string>> {
  const found = await rows(
    em,
    sql<{ hash: string; deviceId: string }>`select encode(hash, 'hex') as hash, device_id as "deviceId"
      from device_secrets join devices on devices.id = device_id
      where hash = any(${hashes}::bytea[]) and decommissioned_at is null
        and (expires_at is null or expires_at > clock_instant())`,
  );
  return new Map(found.map(({ hash, deviceId }) => [hash, deviceId]));
}
