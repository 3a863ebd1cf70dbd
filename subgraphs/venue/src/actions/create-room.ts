import { newId, type Scope } from '@constellation/kit';
import { accept } from '@constellation/kit/input';
import { type Room, RoomEntity } from '../data/room.entity.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { type NewRoom, newRoom } from '../domain/room.ts';
import { allowManager } from './access.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/**
 * Adds an empty room to a venue.
 * @throws Refusal INVALID_INPUT, NOT_FOUND or FORBIDDEN
 */
export async function createRoom({ em, principal }: Scope, { input }: { readonly input: NewRoom }): Promise<Room> {
  const { venueId, ...room } = accept(newRoom, input);
  return em.transactional(async (tx) => {
    const venue = await lockVenue(tx, venueId);
    allowManager(principal, venue.id);
    const created = tx.create(RoomEntity, {
      ...room,
      id: newId(),
      venueId: venue.id,
      layoutVersion: 1,
      retiredAt: null,
    });
    await snapshotVenue(tx, venue);
    return created;
  });
}
