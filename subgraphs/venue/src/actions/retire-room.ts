import { instant, type Scope } from '@constellation/kit';
import type { Room } from '../data/room.entity.ts';
import { lockRoom } from '../data/room.queries.ts';
import { tablesToChange } from '../data/table.queries.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { allowManager } from './access.ts';
import { retireTables } from './retire-tables.ts';
import { snapshotVenue } from './snapshot-venue.ts';

interface RoomRetirement {
  readonly id: string;
  readonly force?: boolean | null;
}

/**
 * Takes a room with its tables out of use; one that is out of use already stays as it is.
 * @throws Refusal NOT_FOUND, FORBIDDEN or HAS_FUTURE_BOOKINGS
 */
export async function retireRoom({ em, principal }: Scope, { id, force }: RoomRetirement): Promise<Room> {
  return em.transactional(async (tx) => {
    const room = await lockRoom(tx, id, ['id']);
    allowManager(principal, room.venueId);
    if (room.retiredAt) return room;
    const venue = await lockVenue(tx, room.venueId);
    const tables = await tablesToChange(tx, room);
    await retireTables(tx, tables, { venueId: venue.id, force: force ?? false, path: () => ['id'] });
    room.retiredAt = await instant(tx);
    room.layoutVersion += 1;
    await snapshotVenue(tx, venue);
    return room;
  });
}
