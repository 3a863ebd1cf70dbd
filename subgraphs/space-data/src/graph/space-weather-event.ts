import { remoteProvenance } from '../actions/provenance.ts';
import type { SpaceWeatherEventResolvers } from './schema.generated.ts';

export const SpaceWeatherEvent: SpaceWeatherEventResolvers = {
  provenance: ({ fetchedAt }, _arguments, { scope }) => remoteProvenance(scope, 'donki', { fetchedAt }),
};
