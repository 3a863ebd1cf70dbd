import { type EntityManager, isId, newId } from '@constellation/kit';
import type { CombinedTables } from '../domain/table-combination.ts';
import { byLabel, type PlacedTable } from '../domain/table.ts';
import type { Room } from './room.entity.ts';
import { type TableCombination, TableCombinationEntity } from './table-combination.entity.ts';
import { type Table, TableEntity } from './table.entity.ts';

/** Tables as they are now; ids that name none are passed over. */
export const tablesByIds = (em: EntityManager, ids: readonly string[]): Promise<Table[]> =>
  em.find(TableEntity, { id: { $in: ids.filter(isId) } }, { disableIdentityMap: true });

/** All tables of the rooms, by label. */
export async function tablesOfRooms(em: EntityManager, roomIds: readonly string[]): Promise<Table[]> {
  const tables = await em.find(TableEntity, { roomId: { $in: [...roomIds] } }, { disableIdentityMap: true });
  return tables.toSorted(byLabel);
}

/** All combinations of the rooms with their tables, the most urgent first. */
export const combinationsOfRooms = (em: EntityManager, roomIds: readonly string[]): Promise<TableCombination[]> =>
  em.find(
    TableCombinationEntity,
    { roomId: { $in: [...roomIds] } },
    { populate: ['tables'], orderBy: { priority: 'desc', id: 'asc' }, disableIdentityMap: true },
  );

/** A room's tables as this transaction may change them; lock the room before. */
export const tablesToChange = (tx: EntityManager, { id: roomId }: Room): Promise<Table[]> =>
  tx.find(TableEntity, { roomId }, { refresh: true });

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
    else tx.create(TableEntity, { ...table, roomId });
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
