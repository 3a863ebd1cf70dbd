import { listPasses } from '../actions/list-passes.ts';
import { listLocalEclipses, showBodies, showMoon, showSun } from '../actions/show-sky.ts';
import { iss } from '../domain/iss.ts';
import type { Computation } from '../outside/computation.ts';
import type { SkyResolvers } from './schema.generated.ts';

export const skyResolvers = (computation: Computation): SkyResolvers => ({
  sun: (sky, { date }) => showSun(computation, sky, date),
  moon: (sky, { at }, { scope }) => showMoon(computation, scope, sky, at),
  eclipses: (sky, window) => listLocalEclipses(computation, sky, window),
  issPasses: async ({ place }, given, { loaders }) =>
    listPasses(computation, await loaders.elements.load(iss), { place, ...given }),
  bodies: (sky, { at }, { scope }) => showBodies(computation, scope, sky, at),
});
