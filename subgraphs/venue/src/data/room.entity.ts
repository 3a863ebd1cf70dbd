import { InstantType } from '@constellation/kit';
import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { VenueEntity } from './venue.entity.ts';

/** A room, in metres; `layoutVersion` counts the changes of its size, tables and combinations. */
export const RoomEntity = defineEntity({
  name: 'Room',
  tableName: 'rooms',
  properties: {
    id: p.uuid().primary(),
    venueId: () => p.manyToOne(VenueEntity).mapToPk().fieldName('venue_id'),
    name: p.text(),
    width: p.float(),
    height: p.float(),
    layoutVersion: p.integer(),
    retiredAt: p.type(InstantType).$type<Temporal.Instant>().strictNullable(),
  },
});

export type Room = InferEntity<typeof RoomEntity>;
