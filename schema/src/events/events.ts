import { bookingEvents, bookingSnapshot } from './booking.ts';
import { deadLetter } from './dead-letter.ts';
import { identityRevoked } from './identity.ts';
import { venueSnapshot } from './venue.ts';

/** Every event there is. */
export const publishedEvents = [venueSnapshot, ...bookingEvents, bookingSnapshot, identityRevoked, deadLetter] as const;
