import { listPasses } from '../actions/list-passes.ts';
import { provenanceOf } from '../actions/provenance.ts';
import { showMovement } from '../actions/show-movement.ts';
import { locateSatellite, trackSatellite } from '../actions/track-satellite.ts';
import { acceptPlace } from '../domain/place.ts';
import type { Computing } from '../outside/computation.ts';
import type { SatellitePassResolvers, SatellitePositionResolvers, SatelliteResolvers } from './schema.generated.ts';

export const satelliteResolvers = (computing: Computing): SatelliteResolvers => ({
  __resolveReference: ({ noradId }, { loaders }) => loaders.elements.load(noradId),
  position: (satellite, given, { scope }) => locateSatellite(scope, satellite, given),
  track: (satellite, given, { scope }) => trackSatellite(computing.for(scope), satellite, given),
  passes: (satellite, { location, ...given }, { scope }) =>
    listPasses(computing.for(scope), satellite, { place: acceptPlace(location), ...given }),
  movement: async ({ noradId }, _arguments, { loaders }) => showMovement(await loaders.observations.load(noradId)),
});

export const SatellitePosition: SatellitePositionResolvers = {
  provenance: ({ satellite, at }, _arguments, { scope }) => provenanceOf(scope, satellite, Temporal.Instant.from(at)),
};

export const SatellitePass: SatellitePassResolvers = {
  provenance: ({ satellite, culmination }, _arguments, { scope }) =>
    provenanceOf(scope, satellite, Temporal.Instant.from(culmination.at)),
};
