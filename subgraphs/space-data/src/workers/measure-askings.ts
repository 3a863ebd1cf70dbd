import type { Metrics } from '@constellation/kit';
import type { TellOfAsking } from '../actions/refresh-source.ts';

/** Counts and times the askings of a source. */
export function measureAskings(metrics: Metrics, source: string): TellOfAsking {
  const askings = metrics.counter({
    name: 'constellation_source_askings_total',
    help: 'Askings of sources of space data, by what came of them: done, too_late, a code such as UPSTREAM_403, or error',
    labels: ['source', 'outcome'],
  });
  const seconds = metrics.histogram({
    name: 'constellation_source_asking_seconds',
    help: 'How long askings of sources of space data take, with keeping what comes',
    labels: ['source'],
  });
  // What is not there yet cannot be seen to grow.
  askings.inc({ source, outcome: 'done' }, 0);
  return () => {
    const stopwatch = seconds.startTimer({ source });
    return (outcome) => {
      stopwatch();
      askings.inc({ source, outcome });
    };
  };
}
