import { lookUpVenue } from '../actions/find-venue.ts';
import { listVenues } from '../actions/list-venues.ts';
import type { QueryResolvers } from './schema.generated.ts';

export const Query: QueryResolvers = {
  venue: (_parent, given, { scope }) => lookUpVenue(scope, given),
  venues: (_parent, given, { scope }) => listVenues(scope, given),
};
