import { remoteProvenance } from '../actions/provenance.ts';
import type { LaunchResolvers } from './schema.generated.ts';

export const Launch: LaunchResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.launches.load(id),
  provenance: (launch, _arguments, { scope }) => remoteProvenance(scope, 'launches', launch),
};
