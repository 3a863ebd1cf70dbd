import { timer } from '@constellation/kit';
import { dropDays } from '../actions/drop-days.ts';
import { forgetMinutes } from '../actions/forget-minutes.ts';
import { openDays } from '../actions/open-days.ts';

/** Makes room for the days to come before they do. */
export const openingDays = timer({ name: 'telemetry-days', everyMs: 3_600_000, run: openDays });

/** Drops readings that have been kept long enough; often, as a busy day is left for the next time. */
export const droppingDays = timer({ name: 'telemetry-old-days', everyMs: 60_000, run: dropDays });

/** Deletes rollups of minutes that have been kept long enough. */
export const forgettingMinutes = timer({ name: 'telemetry-old-minutes', everyMs: 3_600_000, run: forgetMinutes });
