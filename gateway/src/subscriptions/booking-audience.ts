import { isAdmin, type Principal } from '@constellation/kit';

/** Whose a booking is, as its events say. */
interface Owned {
  readonly venueId: string;
  readonly customerId: string | null;
  readonly partnerId: string | null;
}

/** Where every booking is heard of. */
export const everywhere = 'all';

/** Where a booking's events are heard of, by those who may hear them all. */
export const audiencesOf = ({ venueId, customerId, partnerId }: Owned): readonly string[] => [
  everywhere,
  venueAudience(venueId),
  ...(customerId === null ? [] : [`customer ${customerId}`]),
  ...(partnerId === null ? [] : [`partner ${partnerId}`]),
];

/**
 * Where somebody may listen: who runs the platform everywhere, staff at their venues, and each to what was booked by or for them.
 * The booking subgraph judges its rows alike.
 */
export function mayListenAt(principal: Principal): readonly string[] {
  if (isAdmin(principal)) return [everywhere];
  const { kind, id, venueRoles } = principal;
  const own = { USER: [`customer ${id}`], PARTNER: [partnerAudience(id)], ANONYMOUS: [], DEVICE: [], SERVICE: [] };
  return [...Object.keys(venueRoles).map(venueAudience), ...own[kind]];
}

export const venueAudience = (venueId: string) => `venue ${venueId}`;
export const partnerAudience = (partnerId: string) => `partner ${partnerId}`;
