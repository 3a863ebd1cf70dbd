import type { Database, Levels, Metrics } from '@constellation/kit';
import { measuredQueue } from '../data/dirty-minutes.queries.ts';

/** Tells how much waits to be rolled up, and since when. */
export function measureQueue(metrics: Metrics, observe: Database['observe']): Levels {
  const waiting = metrics.gauge({
    name: 'constellation_rollup_waiting_batches',
    help: 'Batches of minutes that wait to be rolled up anew, counted up to 10000',
    labels: ['subgraph'],
  });
  const oldest = metrics.gauge({
    name: 'constellation_rollup_oldest_seconds',
    help: 'Since when the first of them waits; 0 when there is none',
    labels: ['subgraph'],
  });
  const labels = { subgraph: 'telemetry' };
  return {
    measure: async () => {
      const { batches, seconds } = await measuredQueue(observe);
      waiting.set(labels, batches);
      oldest.set(labels, seconds);
    },
    forget: () => {
      waiting.remove(labels);
      oldest.remove(labels);
    },
  };
}
