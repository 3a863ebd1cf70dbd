import { type EntityManager, Refusal } from '@constellation/kit';
import { invalid } from '@constellation/kit/input';
import { roomsOfVenue } from '../data/venues.queries.ts';

/** @throws Refusal NOT_FOUND or INVALID_INPUT for a venue that was never heard of, or a room that is not in use there. */
export async function checkPlace(
  em: EntityManager,
  { venueId, roomId }: { readonly venueId: string | null; readonly roomId: string | null },
): Promise<void> {
  if (venueId === null) {
    if (roomId !== null) throw invalid('needs the venue that the room is in', 'roomId');
    return;
  }
  const rooms = await roomsOfVenue(em, venueId);
  if (!rooms) throw new Refusal('NOT_FOUND', 'There is no venue with this id', { path: ['input', 'venueId'] });
  if (roomId !== null && !rooms.includes(roomId)) {
    throw new Refusal('NOT_FOUND', 'The venue has no room with this id in use', { path: ['input', 'roomId'] });
  }
}
