import type { Scope } from '@constellation/kit';
import { accept } from '@constellation/kit/input';
import type { Room } from '../data/room.entity.ts';
import { lockRoom } from '../data/room.queries.ts';
import { tablesToChange } from '../data/table.queries.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { judgeSize, refuseRetired, type RoomChange, resizes, roomChange } from '../domain/room.ts';
import { allowManager } from './access.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/**
 * Changes a room's name or size; another size is another version of its layout.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, FORBIDDEN or ROOM_RETIRED
 */
export async function updateRoom({ em, principal }: Scope, { input }: { readonly input: RoomChange }): Promise<Room> {
  const { id, ...change } = accept(roomChange, input);
  return em.transactional(async (tx) => {
    const room = await lockRoom(tx, id, ['input', 'id']);
    allowManager(principal, room.venueId);
    refuseRetired(room, ['input', 'id']);
    const venue = await lockVenue(tx, room.venueId);
    if (resizes(room, change)) {
      judgeSize({ ...room, ...change }, await tablesToChange(tx, room));
      room.layoutVersion += 1;
    }
    Object.assign(room, change);
    await snapshotVenue(tx, venue);
    return room;
  });
}
