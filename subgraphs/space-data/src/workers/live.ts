import { broadcast, timer, type Worker } from '@constellation/kit';
import { issMoved } from '@constellation/schema';
import { showIss } from '../actions/show-iss.ts';
import { tellOfPasses } from '../actions/tell-of-passes.ts';
import { issAggregate } from '../domain/iss.ts';
import type { Computing } from '../outside/computation.ts';

/** Tells once a second where the International Space Station is. */
export const issMoving = broadcast(issMoved, {
  name: 'space-data-iss',
  everyMs: 1_000,
  aggregate: issAggregate,
  tell: showIss,
});

/** Looks every few seconds above which venue something is soon to be seen. */
export const passing = (computing: Computing): Worker =>
  timer({
    name: 'space-data-passes',
    everyMs: 5_000,
    run: async (scope) => void (await tellOfPasses(scope, computing.for(scope))),
  });
