import { type EntityManager, isId, newId, rows, sql } from '@constellation/kit';
import type { CombinedTables } from '../domain/table-combination.ts';
import { byLabel, type PlacedTable } from '../domain/table.ts';
import type { Room } from './room.entity.ts';
import { type TableCombination, TableCombinationEntity } from './table-combination.entity.ts';
import { type Table, TableEntity } from './table.entity.ts';

/** Tables as they are now; ids that name none are passed over. */
export const tablesByIds = (em: EntityManager, ids: readonly string[]): Promise<Table[]> =>
  em.find(TableEntity, { id: { $in: ids.filter(isId) } }, { disableIdentityMap: true });

/** The rooms' tables in use, by label. */
export async function tablesOfRooms(em: EntityManager, roomIds: readonly string[]): Promise<Table[]> {
  const where = { roomId: { $in: [...roomIds] }, retiredAt: null };
  return (await em.find(TableEntity, where, { disableIdentityMap: true })).toSorted(byLabel);
}

/** All tables that the rooms ever had, by label. */
export async function tablesEverOfRooms(em: EntityManager, roomIds: readonly string[]): Promise<Table[]> {
  const where = { roomId: { $in: [...roomIds] } };
  return (await em.find(TableEntity, where, { disableIdentityMap: true })).toSorted(byLabel);
}

/** All combinations of the rooms with their tables, the most urgent first. */
export const combinationsOfRooms = (em: EntityManager, roomIds: readonly string[]): Promise<TableCombination[]> =>
  em.find(
    TableCombinationEntity,
    { roomId: { $in: [...roomIds] } },
    { populate: ['tables'], orderBy: { priority: 'desc', id: 'asc' }, disableIdentityMap: true },
  );

/** A room's tables in use, and those `named`, as this transaction may change them; lock the room before. */
export const tablesToChange = (
  tx: EntityManager,
  { id: roomId }: Room,
  named: readonly string[] = [],
): Promise<Table[]> =>
  tx.find(TableEntity, { roomId, $or: [{ retiredAt: null }, { id: { $in: named.filter(isId) } }] }, { refresh: true });

/** Makes a room's tables be these; `present` are those that this transaction may change. */
export function saveTables(
  tx: EntityManager,
  { id: roomId }: Room,
  present: readonly Table[],
  tables: readonly PlacedTable[],
): void {
  const known = new Map(present.map((table) => [table.id, table]));
  for (const table of tables) {
    const entity = known.get(table.id);
    if (entity) Object.assign(entity, table);
    else tx.create(TableEntity, { ...table, roomId, retiredAt: null });
  }
}

/** Makes a room's combinations be these. */
export async function replaceCombinations(
  tx: EntityManager,
  { id: roomId }: Room,
  combinations: readonly CombinedTables[],
): Promise<void> {
  await tx.nativeDelete(TableCombinationEntity, { roomId });
  for (const { tables, ...combination } of combinations) {
    tx.create(TableCombinationEntity, { ...combination, id: newId(), roomId, tables: [...tables] });
  }
}

/** Takes away the combinations that one of the tables is part of. */
export async function dropCombinations(tx: EntityManager, tableIds: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`delete from table_combinations where id in (
      select combination_id from table_combination_members where table_id = any(${tableIds}::uuid[]))`,
  );
}
