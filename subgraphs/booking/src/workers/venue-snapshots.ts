import { consumer } from '@constellation/kit';
import { venueSnapshot } from '@constellation/schema';
import { projectVenue } from '../actions/project-venue.ts';

/** Follows the venues. */
export const onVenueSnapshot = consumer(venueSnapshot, 'booking-venues', (scope, { venueId, ...venue }, { version }) =>
  projectVenue(scope, { id: venueId, ...venue }, version),
);
