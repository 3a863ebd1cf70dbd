import { remoteProvenance } from '../actions/provenance.ts';
import type { NearEarthObjectResolvers } from './schema.generated.ts';

export const NearEarthObject: NearEarthObjectResolvers = {
  provenance: ({ fetchedAt }, _arguments, { scope }) => remoteProvenance(scope, 'neows', { fetchedAt }),
};
