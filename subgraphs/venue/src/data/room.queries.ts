import { type EntityManager, isId, Refusal } from '@constellation/kit';
import { LockMode } from '@mikro-orm/core';
import { type Room, RoomEntity } from './room.entity.ts';

/** Rooms as they are now; ids that name none are passed over. */
export const roomsByIds = (em: EntityManager, ids: readonly string[]): Promise<Room[]> =>
  em.find(RoomEntity, { id: { $in: ids.filter(isId) } }, { disableIdentityMap: true });

/** All rooms of the venues, in the order they were created. */
export const roomsOfVenues = (em: EntityManager, venueIds: readonly string[]): Promise<Room[]> =>
  em.find(RoomEntity, { venueId: { $in: [...venueIds] } }, { orderBy: { id: 'asc' }, disableIdentityMap: true });

/**
 * A room that nobody else can change before this transaction ends. Lock a room before its venue, never after.
 * @throws Refusal NOT_FOUND
 */
export async function lockRoom(tx: EntityManager, id: string): Promise<Room> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const room = isId(id) ? await tx.findOne(RoomEntity, { id }, options) : null;
  if (!room) throw new Refusal('NOT_FOUND', 'There is no room with this id', { path: ['input', 'roomId'] });
  return room;
}
