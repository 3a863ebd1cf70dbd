import { defineEntity, type InferEntity } from '@mikro-orm/core';
import { RoomEntity } from './room.entity.ts';

const shapes = ['ROUND','SQUARE','RECTANGLE','BAR'] as const;
export const TableEntity = defineEntity({
  name: 'Table',
  tableName: 'tables',
  properties: (p) => ({
    id: p.uuid().primary(),
    roomId: () => p.manyToOne(RoomEntity).mapToPk().fieldName('room_id'),
    label: p.text(),
    minParty: p.integer(),
    maxParty: p.integer(),
    zone: p.text().strictNullable(),
    x: p.double(),
    y: p.double(),
    rotation: p.double(),
    shape: p.enum(shapes),
  }),
});
export type Table = InferEntity<typeof TableEntity>;
