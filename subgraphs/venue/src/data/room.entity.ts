import { defineEntity, type InferEntity } from '@mikro-orm/core';
import { VenueEntity } from './venue.entity.ts';

export const RoomEntity = defineEntity({
  name: 'Room',
  tableName: 'rooms',
  properties: (p) => ({
    id: p.uuid().primary(),
    venueId: () => p.manyToOne(VenueEntity).mapToPk().fieldName('venue_id'),
    name: p.text(),
    width: p.double(),
    height: p.double(),
    layoutVersion: p.integer(),
  }),
});
export type Room = InferEntity<typeof RoomEntity>;
