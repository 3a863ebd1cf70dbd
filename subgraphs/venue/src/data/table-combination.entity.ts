import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { RoomEntity } from './room.entity.ts';
import { TableEntity } from './table.entity.ts';

/** Tables of one room that may be joined for one party; the higher its priority, the sooner it is chosen. */
export const TableCombinationEntity = defineEntity({
  name: 'TableCombination',
  tableName: 'table_combinations',
  properties: {
    id: p.uuid().primary(),
    roomId: () => p.manyToOne(RoomEntity).mapToPk().fieldName('room_id'),
    tables: () =>
      p
        .manyToMany(TableEntity)
        .owner()
        .pivotTable('table_combination_members')
        .joinColumn('combination_id')
        .inverseJoinColumn('table_id'),
    minParty: p.integer(),
    maxParty: p.integer(),
    priority: p.integer(),
  },
});

export type TableCombination = InferEntity<typeof TableCombinationEntity>;
