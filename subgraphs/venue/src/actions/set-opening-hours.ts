import type { Scope } from '@constellation/kit';
import { accept } from '@constellation/kit/input';
import type { Venue } from '../data/venue.entity.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { type NewHours, newHours, orderWeek } from '../domain/opening-hours.ts';
import { allowManager } from './access.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/**
 * Replaces a venue's whole week; none closes it.
 * @throws Refusal INVALID_INPUT, OVERLAPPING_HOURS, NOT_FOUND or FORBIDDEN
 */
export async function setOpeningHours(
  { em, principal }: Scope,
  { input }: { readonly input: NewHours },
): Promise<Venue> {
  const { venueId, hours } = accept(newHours, input);
  const week = orderWeek(hours);
  return em.transactional(async (tx) => {
    const venue = await lockVenue(tx, venueId);
    allowManager(principal, venue.id);
    venue.openingHours = [...week];
    await snapshotVenue(tx, venue);
    return venue;
  });
}
