import { pageOfDevices } from '../actions/list-devices.ts';
import type { VenueResolvers } from './schema.generated.ts';

export const Venue: VenueResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  devices: ({ id: venueId }, given, { loaders }) =>
    pageOfDevices(given, `devices of ${venueId}`, (stretch) => loaders.devicesOfVenue.load({ venueId, ...stretch })),
};
