import { bookingSubgraph } from '@constellation/booking';
import { type IdentityOptions, identitySubgraph } from '@constellation/identity';
import type { Subgraph } from '@constellation/kit';
import type { ServedSubgraph } from '@constellation/schema';
import { type SourcesOptions, spaceDataSubgraph } from '@constellation/space-data';
import { type TelemetryOptions, telemetrySubgraph } from '@constellation/telemetry';
import { venueSubgraph } from '@constellation/venue';

/** What subgraphs may be told. */
export type SubgraphOptions = Pick<IdentityOptions, 'firstAdmin'> & TelemetryOptions & SourcesOptions;

/** What every subgraph is made of, by its name in the supergraph. */
export const subgraphsWith = (options: SubgraphOptions = {}): Readonly<Record<ServedSubgraph, Subgraph>> => ({
  venue: venueSubgraph,
  booking: bookingSubgraph,
  identity: identitySubgraph(options),
  telemetry: telemetrySubgraph(options),
  'space-data': spaceDataSubgraph(options),
});
