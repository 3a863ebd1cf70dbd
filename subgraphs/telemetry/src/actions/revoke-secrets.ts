import { append, type EntityManager } from '@constellation/kit';
import { secretRevoked } from '@constellation/schema';
import { countRevoked, deleteSecrets } from '../data/secrets.queries.ts';

interface Revocation {
  readonly which: 'ALL' | 'ENDING';
  readonly at: Temporal.Instant;
  readonly reason: 'SECRET_ROTATED' | 'DECOMMISSIONED';
}

/**
 * Ends secrets of a locked device at once, all or those that were to end, and tells everybody who accepts them. Each that
 * was good is an event, counted by the device's revocations alone, so that they have no gaps.
 */
export async function revokeSecrets(
  tx: EntityManager,
  deviceId: string,
  { which, at, reason }: Revocation,
): Promise<void> {
  const ended = await deleteSecrets(tx, deviceId, { which, at });
  if (ended.length === 0) return;
  const first = (await countRevoked(tx, deviceId, ended.length)) - ended.length + 1;
  for (const [index, sessionId] of ended.entries()) {
    const data = { principalId: deviceId, sessionId, reason };
    await append(tx, secretRevoked, { aggregate: deviceId, version: first + index, at, data });
  }
}
