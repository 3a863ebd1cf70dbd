import { InstantType } from '@constellation/kit';
import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tableShapes } from '../domain/table.ts';
import { RoomEntity } from './room.entity.ts';

/** A table and where it stands: metres from the room's upper left corner, degrees clockwise. */
export const TableEntity = defineEntity({
  name: 'Table',
  tableName: 'tables',
  properties: {
    id: p.uuid().primary(),
    roomId: () => p.manyToOne(RoomEntity).mapToPk().fieldName('room_id'),
    label: p.text(),
    minParty: p.integer(),
    maxParty: p.integer(),
    zone: p.text().strictNullable(),
    x: p.float(),
    y: p.float(),
    rotation: p.float(),
    shape: p.enum(tableShapes),
    retiredAt: p.type(InstantType).$type<Temporal.Instant>().strictNullable(),
  },
});

export type Table = InferEntity<typeof TableEntity>;
