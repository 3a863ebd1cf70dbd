import { defineSubgraph, nothingPersonal, type Subgraph } from '@constellation/kit';
import { sdl } from '@constellation/schema/sdl';
import { keepBundledElements } from './actions/keep-bundled-elements.ts';
import { measureSources } from './actions/measure-sources.ts';
import { KeepElements } from './data/migrations/0001-elements.ts';
import { AskSources } from './data/migrations/0002-sources.ts';
import { KeepPictures } from './data/migrations/0003-pictures.ts';
import { KeepNearEarthObjects } from './data/migrations/0004-near-earth-objects.ts';
import { KeepSpaceWeather } from './data/migrations/0005-space-weather.ts';
import { KeepDatasets } from './data/migrations/0006-datasets.ts';
import { KeepImages } from './data/migrations/0007-images.ts';
import { KeepLaunches } from './data/migrations/0008-launches.ts';
import { KeepPublishedBodies } from './data/migrations/0009-bodies.ts';
import { TellOfSpace } from './data/migrations/0010-live.ts';
import { RestProviders } from './data/migrations/0011-resting-providers.ts';
import { knowSources } from './data/sources.queries.ts';
import { loaders } from './graph/loaders.ts';
import { resolversWith } from './graph/resolvers.ts';
import { openComputing } from './outside/computation.ts';
import { openSources, type SourcesOptions } from './outside/sources.ts';
import { issMoving, passing } from './workers/live.ts';
import { refreshing } from './workers/refreshing.ts';
import { onVenueSnapshot } from './workers/venue-snapshots.ts';

export type { SourcesOptions } from './outside/sources.ts';
export { sourcesIn, sourceVariables } from './env.ts';
export { bundledElements } from './data/bundled-elements.ts';
export { openTasks } from './outside/tasks.ts';

/** The sky above every place: satellites, Sun, Moon, planets and eclipses. Each has a thread of its own to compute on. */
export function spaceDataSubgraph(options: SourcesOptions = {}): Subgraph {
  const sources = openSources(options);
  const asked = sources.filter(({ isConfigured }) => isConfigured);
  const computing = openComputing();
  return defineSubgraph({
    name: 'space-data',
    typeDefs: sdl('space-data'),
    entities: [],
    migrations: [
      { name: 'space-data-0001-elements', class: KeepElements },
      { name: 'space-data-0002-sources', class: AskSources },
      { name: 'space-data-0003-pictures', class: KeepPictures },
      { name: 'space-data-0004-near-earth-objects', class: KeepNearEarthObjects },
      { name: 'space-data-0005-space-weather', class: KeepSpaceWeather },
      { name: 'space-data-0006-datasets', class: KeepDatasets },
      { name: 'space-data-0007-images', class: KeepImages },
      { name: 'space-data-0008-launches', class: KeepLaunches },
      { name: 'space-data-0009-bodies', class: KeepPublishedBodies },
      { name: 'space-data-0010-live', class: TellOfSpace },
      { name: 'space-data-0011-resting-providers', class: RestProviders },
    ],
    resolvers: resolversWith(computing, sources),
    loaders,
    workers: [...asked.map(refreshing), onVenueSnapshot, passing(computing), issMoving],
    levels: (metrics, observe) => measureSources(asked, metrics, observe),
    prepare: async (scope) => {
      await keepBundledElements(scope);
      await knowSources(scope.em, asked);
    },
    personalData: nothingPersonal,
    // It reads small tables.
    poolSize: 4,
  });
}
