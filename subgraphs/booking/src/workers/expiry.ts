import { timer } from '@constellation/kit';
import { expireHolds } from '../actions/expire-holds.ts';

/** Ends lapsed holds that nobody has claimed the place of, so that their owners hear of it soon. */
export const expiry = timer({ name: 'booking-expiry', everyMs: 500, run: expireHolds });
