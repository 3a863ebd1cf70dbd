import { instant, type Scope } from '@constellation/kit';
import { accept } from '@constellation/kit/input';
import type { Venue } from '../data/venue.entity.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { todayAt } from '../domain/special-days.ts';
import { changeDays } from '../domain/special-hours-change.ts';
import { type SpecialHoursChange, specialHoursChange } from '../domain/special-hours.ts';
import { allowManager } from './access.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/**
 * Sets special days of a venue and puts others back to the weekly hours; days that are not named stay.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, FORBIDDEN or OVERLAPPING_HOURS
 */
export async function setSpecialHours(
  { em, principal }: Scope,
  { input }: { readonly input: SpecialHoursChange },
): Promise<Venue> {
  const { venueId, ...change } = accept(specialHoursChange, input);
  return em.transactional(async (tx) => {
    const venue = await lockVenue(tx, venueId);
    allowManager(principal, venue.id);
    venue.specialHours = changeDays(venue.specialHours, change, todayAt(venue, await instant(tx)));
    await snapshotVenue(tx, venue);
    return venue;
  });
}
