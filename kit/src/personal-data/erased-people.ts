import { type EntityManager, firstRow, rows, sql } from '../database/query.ts';
import { Refusal } from '../refusal.ts';

/** Whether somebody is erased; until this transaction ends, nobody erases them. */
export async function isErased(tx: EntityManager, userId: string): Promise<boolean> {
  const asked = await firstRow(tx, sql<{ erased: boolean }>`select is_erased(${userId}) as erased`);
  return asked?.erased ?? false;
}

/**
 * Asked by whoever is about to keep something about somebody, as the last lock of the transaction.
 * @throws Refusal FORBIDDEN for somebody who is erased.
 */
export async function refuseErased(tx: EntityManager, userId: string): Promise<void> {
  if (await isErased(tx, userId)) throw new Refusal('FORBIDDEN', 'This account does not exist any more');
}

/**
 * From the end of this transaction on nothing new is kept about somebody, once those who are about to have ended. What
 * the kit itself keeps of them goes with it.
 */
export async function rememberErased(tx: EntityManager, userId: string): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended('person ' || ${userId}::uuid, 0))`);
  await rows(
    tx,
    sql`insert into erased_people (id, erased_at) values (${userId}, clock_instant()) on conflict do nothing`,
  );
  await rows(tx, sql`delete from idempotency where principal = ${userId}`);
  await rows(tx, sql`update personal_data set part = null where user_id = ${userId}`);
}
