import type { Scope } from '@constellation/kit';
import { findVenue } from '../data/venues.queries.ts';
import type { Policy } from '../domain/policy.ts';

/** How a venue takes bookings; it goes by the venue's id. */
export interface VenuePolicy extends Policy {
  readonly id: string;
}

/** The policy of a venue; null for a venue that is not known. */
export async function lookUpPolicy({ em }: Scope, venueId: string): Promise<VenuePolicy | null> {
  const known = await findVenue(em, venueId);
  return known ? { id: venueId, ...known.policy } : null;
}
