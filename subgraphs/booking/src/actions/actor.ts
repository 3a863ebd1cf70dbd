import type { Principal } from '@constellation/kit';
import type { Channel } from '../data/booking.entity.ts';

/** How the history names who did something. */
export const actorOf = ({ kind, id }: Principal): string => `${kind}:${id}`;

/** How a booking by somebody comes in. */
export function channelOf({ kind, venueRoles }: Principal, venueId: string): Channel {
  if (kind === 'PARTNER') return 'PARTNER';
  return venueId in venueRoles ? 'STAFF' : 'CUSTOMER';
}
