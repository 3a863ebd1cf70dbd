import type { Computing } from '../outside/computation.ts';
import type { Source } from '../outside/source.ts';
import { AstronomyPicture } from './astronomy-picture.ts';
import { BodyComparison } from './body-comparison.ts';
import { OsdrDataset, OsdrDatasetConnection } from './dataset.ts';
import { JwstImage } from './jwst-image.ts';
import { Launch } from './launch.ts';
import { mutationResolvers } from './mutation.ts';
import { NearEarthObject } from './near-earth-object.ts';
import { queryResolvers } from './query.ts';
import { SatellitePass, SatellitePosition, satelliteResolvers } from './satellite.ts';
import type { Resolvers } from './schema.generated.ts';
import { skyResolvers } from './sky.ts';
import { SpaceWeatherEvent } from './space-weather-event.ts';
import { Venue } from './venue.ts';

export const resolversWith = (computing: Computing, sources: readonly Source[]): Resolvers => ({
  Query: queryResolvers(computing, sources),
  Mutation: mutationResolvers(sources),
  Satellite: satelliteResolvers(computing),
  SatellitePosition,
  SatellitePass,
  Sky: skyResolvers(computing),
  AstronomyPicture,
  NearEarthObject,
  OsdrDataset,
  OsdrDatasetConnection,
  SpaceWeatherEvent,
  JwstImage,
  Venue,
  Launch,
  BodyComparison,
});
