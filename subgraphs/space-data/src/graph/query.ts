import { compareBodies } from '../actions/compare-bodies.ts';
import { listEclipses, listMoonPhases, listSeasons } from '../actions/list-almanac.ts';
import { listDatasets } from '../actions/list-datasets.ts';
import { listImages } from '../actions/list-images.ts';
import { listLaunches } from '../actions/list-launches.ts';
import { listNearEarthObjects } from '../actions/list-near-earth-objects.ts';
import { listSources } from '../actions/list-sources.ts';
import { listSpaceWeather } from '../actions/list-space-weather.ts';
import { showPicture } from '../actions/show-picture.ts';
import { skyOver } from '../actions/show-sky.ts';
import { iss } from '../domain/iss.ts';
import type { Computing } from '../outside/computation.ts';
import type { Source } from '../outside/source.ts';
import type { QueryResolvers } from './schema.generated.ts';

export const queryResolvers = (computing: Computing, sources: readonly Source[]): QueryResolvers => ({
  iss: (_parent, _arguments, { loaders }) => loaders.elements.load(iss),
  satellite: (_parent, { noradId }, { loaders }) => loaders.elements.load(noradId),
  sky: (_parent, { location, timeZone }) => skyOver(location, timeZone),
  moonPhases: (_parent, given, { scope }) => listMoonPhases(computing.for(scope), given),
  seasons: (_parent, given, { scope }) => listSeasons(computing.for(scope), given),
  eclipses: (_parent, given, { scope }) => listEclipses(computing.for(scope), given),
  launches: (_parent, given, { scope }) => listLaunches(scope, given),
  bodyComparisons: (_parent, _arguments, { scope }) => compareBodies(scope, computing.for(scope)),
  pictureOfTheDay: (_parent, given, { scope }) => showPicture(scope, given),
  nearEarthObjects: (_parent, given, { scope }) => listNearEarthObjects(scope, given),
  osdrDatasets: (_parent, given, { scope }) => listDatasets(scope, given),
  spaceWeather: (_parent, given, { scope }) => listSpaceWeather(scope, given),
  jwstImages: (_parent, given, { scope }) => listImages(scope, given),
  sources: (_parent, _arguments, { scope }) => listSources(scope, sources),
});
