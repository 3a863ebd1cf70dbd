import { skyOver } from '../actions/show-sky.ts';
import type { VenueResolvers } from './schema.generated.ts';

export const Venue: VenueResolvers = {
  __resolveReference: (venue) => venue,
  sky: ({ location, timeZone }) => skyOver(location, timeZone),
};
