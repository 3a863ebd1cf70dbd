import { consumer } from '@constellation/kit';
import { venueSnapshot } from '@constellation/schema';
import { projectVenue } from '../actions/project-venue.ts';

/** Follows the venues. */
export const onVenueSnapshot = consumer(venueSnapshot, 'space-data-venues', (scope, venue, { version }) =>
  projectVenue(scope, venue, version),
);
