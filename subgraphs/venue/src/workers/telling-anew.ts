import { timer } from '@constellation/kit';
import { tellAnew } from '../actions/tell-anew.ts';

/** Tells others of venues from before snapshots told as much as now. */
export const tellingAnew = timer({ name: 'venue-telling-anew', everyMs: 3_600_000, run: tellAnew });
