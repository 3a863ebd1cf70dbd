import { type EntityManager, Refusal } from '@constellation/kit';
import { lockAdmins } from '../data/role-grants.queries.ts';

/**
 * Until this transaction ends nobody else stops being an administrator.
 * @throws Refusal LAST_ADMIN where this one is the only one
 */
export async function keepAnAdmin(tx: EntityManager, userId: string, path?: readonly string[]): Promise<void> {
  const admins = await lockAdmins(tx);
  if (admins.length === 1 && admins.includes(userId)) {
    throw new Refusal('LAST_ADMIN', 'Somebody has to run the platform', path && { path });
  }
}
