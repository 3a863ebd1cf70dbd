import { type EntityManager, isId, Refusal } from '@constellation/kit';
import { LockMode } from '@mikro-orm/core';
import { type Venue, VenueEntity } from './venue.entity.ts';

/** A venue as it is now. */
export const findVenue = (em: EntityManager, where: { id: string } | { slug: string }): Promise<Venue | null> =>
  em.findOne(VenueEntity, where, { disableIdentityMap: true });

/** Venues as they are now; ids that name none are passed over. */
export const venuesByIds = (em: EntityManager, ids: readonly string[]): Promise<Venue[]> =>
  em.find(VenueEntity, { id: { $in: ids.filter(isId) } }, { disableIdentityMap: true });

/**
 * A venue that nobody else can change before this transaction ends, and whose rooms and tables nobody can.
 * @throws Refusal NOT_FOUND; `path` leads to the id.
 */
export async function lockVenue(
  tx: EntityManager,
  id: string,
  path: readonly string[] = ['input', 'venueId'],
): Promise<Venue> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const venue = isId(id) ? await tx.findOne(VenueEntity, { id }, options) : null;
  if (!venue) throw new Refusal('NOT_FOUND', 'There is no venue with this id', { path });
  return venue;
}
