import { setTimeout as delay } from 'node:timers/promises';
import { timer } from '@constellation/kit';
import { rollUp } from '../actions/roll-up.ts';

/** Rolls up what has come in. However much waits, half of the time is left to those who bring more. */
export const rollingUp = timer({
  name: 'telemetry-rollups',
  everyMs: 1_000,
  run: async (scope, metrics) => {
    const began = performance.now();
    const givenUp = metrics.counter({
      name: 'constellation_rollup_given_up_minutes_total',
      help: 'Minutes of series that can never be rolled up, so that their rollups stay as they were',
    });
    const isMore = await rollUp({ ...scope, tellGivenUp: () => givenUp.inc() });
    if (isMore) await delay(performance.now() - began);
    return isMore;
  },
});
