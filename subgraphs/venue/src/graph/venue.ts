import type { VenueResolvers } from './schema.generated.ts';

export const Venue: VenueResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.venue.load(id),
  rooms: ({ id }, _arguments, { loaders }) => loaders.roomsOfVenue.load(id),
};
