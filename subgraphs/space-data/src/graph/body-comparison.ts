import { remoteProvenance } from '../actions/provenance.ts';
import type { BodyComparisonResolvers } from './schema.generated.ts';

export const BodyComparison: BodyComparisonResolvers = {
  provenance: (comparison, _arguments, { scope }) => remoteProvenance(scope, 'astronomy-api', comparison),
};
