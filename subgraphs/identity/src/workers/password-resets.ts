import { timer } from '@constellation/kit';
import { sendResets } from '../actions/send-resets.ts';

/** Answers requests for new passwords soon after they were made. */
export const sendingResets = timer({ name: 'identity-resets', everyMs: 500, run: sendResets });
