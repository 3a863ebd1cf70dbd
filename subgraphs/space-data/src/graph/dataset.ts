import { countDatasets } from '../actions/list-datasets.ts';
import { remoteProvenance } from '../actions/provenance.ts';
import type { OsdrDatasetConnectionResolvers, OsdrDatasetResolvers } from './schema.generated.ts';

export const OsdrDataset: OsdrDatasetResolvers = {
  __resolveReference: ({ accession }, { loaders }) => loaders.datasets.load(accession),
  provenance: (dataset, _arguments, { scope }) => remoteProvenance(scope, 'osdr', dataset),
};

export const OsdrDatasetConnection: OsdrDatasetConnectionResolvers = {
  totalCount: (found, _arguments, { scope }) => countDatasets(scope, found),
};
