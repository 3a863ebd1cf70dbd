import { Refusal, type Scope } from '@constellation/kit';
import { lockVenue, savePolicy } from '../data/venues.queries.ts';
import { ownPart, policyAfter, type PolicyChange } from '../domain/policy-change.ts';
import { allowManager } from './access.ts';
import type { VenuePolicy } from './find-policy.ts';

export interface SetBookingPolicyInput extends PolicyChange {
  readonly venueId: string;
}

/**
 * Changes how a venue takes bookings; every hold goes by all of the old policy or all of the new one, and bookings that
 * exist keep their times and what they cost. Refused with NOT_FOUND, FORBIDDEN or INVALID_INPUT.
 */
export async function setBookingPolicy(
  { em, principal }: Scope,
  { input }: { readonly input: SetBookingPolicyInput },
): Promise<VenuePolicy> {
  const { venueId, ...change } = input;
  return em.transactional(async (tx) => {
    const known = await lockVenue(tx, venueId);
    if (!known) throw new Refusal('NOT_FOUND', 'There is no such venue', { path: ['input', 'venueId'] });
    allowManager(principal, venueId);
    const policy = policyAfter(known.policy, change);
    await savePolicy(tx, venueId, ownPart(policy));
    return { id: venueId, ...policy };
  });
}
