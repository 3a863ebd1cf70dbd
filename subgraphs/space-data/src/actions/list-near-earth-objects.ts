import type { Scope } from '@constellation/kit';
import { approachesIn, type KeptApproach } from '../data/near-earth-objects.queries.ts';
import { acceptWindow } from '../domain/window.ts';

interface Days {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/**
 * What comes near the Earth from one day of UTC on until before another, in order.
 * @throws Refusal BAD_USER_INPUT for more than 31 days, or a stretch that ends before it begins.
 */
export async function listNearEarthObjects({ em }: Scope, { from, to }: Days): Promise<KeptApproach[]> {
  return approachesIn(em, acceptWindow({ from: midnight(from), to: midnight(to) }, { days: 31 }));
}

const midnight = (date: Temporal.PlainDate): Temporal.Instant => date.toZonedDateTime('UTC').toInstant();
