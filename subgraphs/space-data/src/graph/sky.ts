import { listPasses } from '../actions/list-passes.ts';
import { listLocalEclipses, showBodies, showMoon, showSun } from '../actions/show-sky.ts';
import { iss } from '../domain/iss.ts';
import type { Computing } from '../outside/computation.ts';
import type { SkyResolvers } from './schema.generated.ts';

export const skyResolvers = (computing: Computing): SkyResolvers => ({
  sun: (sky, { date }, { scope }) => showSun(computing.for(scope), sky, date),
  moon: (sky, { at }, { scope }) => showMoon(computing.for(scope), scope, sky, at),
  eclipses: (sky, window, { scope }) => listLocalEclipses(computing.for(scope), sky, window),
  issPasses: async ({ place }, given, { loaders, scope }) =>
    listPasses(computing.for(scope), await loaders.elements.load(iss), { place, ...given }),
  bodies: (sky, { at }, { scope }) => showBodies(computing.for(scope), scope, sky, at),
});
