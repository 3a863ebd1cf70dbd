import { isOpen, openIntervals } from '../domain/open-intervals.ts';
import { daysBetween } from '../domain/special-days.ts';
import type { VenueResolvers } from './schema.generated.ts';

export const Venue: VenueResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.venue.load(id),
  rooms: ({ id }, _arguments, { loaders }) => loaders.roomsOfVenue.load(id),
  specialHours: daysBetween,
  openIntervals,
  isOpen: (venue, { at }, { scope }) => isOpen(venue, at ?? scope.clock.now()),
};
