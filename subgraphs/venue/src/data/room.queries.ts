import { type EntityManager, isId, Refusal } from '@constellation/kit';
import { LockMode } from '@mikro-orm/core';
import { type Room, RoomEntity } from './room.entity.ts';

/** Rooms as they are now; ids that name none are passed over. */
export const roomsByIds = (em: EntityManager, ids: readonly string[]): Promise<Room[]> =>
  em.find(RoomEntity, { id: { $in: ids.filter(isId) } }, { disableIdentityMap: true });

/** The venues' rooms in use, in the order they were created. */
export const roomsOfVenues = (em: EntityManager, venueIds: readonly string[]): Promise<Room[]> =>
  em.find(
    RoomEntity,
    { venueId: { $in: [...venueIds] }, retiredAt: null },
    { orderBy: { id: 'asc' }, disableIdentityMap: true },
  );

/**
 * A room that nobody else can change before this transaction ends. Lock a room before its venue, never after.
 * @throws Refusal NOT_FOUND; `path` leads to the id.
 */
export async function lockRoom(tx: EntityManager, id: string, path: readonly string[]): Promise<Room> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const room = isId(id) ? await tx.findOne(RoomEntity, { id }, options) : null;
  if (!room) throw new Refusal('NOT_FOUND', 'There is no room with this id', { path });
  return room;
}
