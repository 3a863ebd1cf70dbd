import { timer } from '@constellation/kit';
import { refreshSource } from '../actions/refresh-source.ts';
import type { Source } from '../outside/source.ts';
import { measureAskings } from './measure-askings.ts';

/** Looks every few seconds whether a source is to be asked. Each has a timer of its own: one that is slow holds up no other. */
export const refreshing = (source: Source) =>
  timer({
    name: `space-data-source-${source.id}`,
    everyMs: 2_000,
    run: async (scope, metrics) => {
      const begin = measureAskings(metrics, source.id);
      let tellEnd: ReturnType<typeof begin> | undefined;
      try {
        await refreshSource(scope, source, () => (tellEnd = begin()));
      } catch (error) {
        tellEnd?.('error');
        throw error;
      }
    },
  });
