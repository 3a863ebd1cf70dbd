import type { Database, Levels, Metrics } from '@constellation/kit';
import { measuredSources } from '../data/sources.queries.ts';
import { breakers } from '../domain/schedule.ts';
import type { Source } from '../outside/source.ts';

/** Tells of sources how long ago each gave something last, and how its breaker stands. */
export function measureSources(sources: readonly Source[], metrics: Metrics, observe: Database['observe']): Levels {
  const age = metrics.gauge({
    name: 'constellation_source_age_seconds',
    help: 'Since a source of space data gave something last, or confirmed it; missing where it never did',
    labels: ['source'],
  });
  const breaker = metrics.gauge({
    name: 'constellation_source_breaker',
    help: '1 for how the breaker of a source of space data stands, 0 for how it does not',
    labels: ['source', 'state'],
  });
  const forgetOne = (source: string) => {
    age.remove({ source });
    for (const state of breakers) breaker.remove({ source, state });
  };
  const asked = new Set<string>(sources.map(({ id }) => id));
  return {
    measure: async () => {
      for (const { id: source, ...found } of await measuredSources(observe)) {
        if (!asked.has(source)) continue;
        for (const state of breakers) breaker.set({ source, state }, state === found.breaker ? 1 : 0);
        if (found.ageSeconds !== null) age.set({ source }, found.ageSeconds);
      }
    },
    forget: () => asked.forEach(forgetOne),
  };
}
