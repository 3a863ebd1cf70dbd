import { timer } from '@constellation/kit';
import { forgetOld } from '../actions/forget-old.ts';
import { rotateKeys } from '../actions/rotate-keys.ts';

/** Sees to it that the next key is known long before it signs. */
export const keyRotation = timer({ name: 'identity-keys', everyMs: 60_000, run: rotateKeys });

/** Keeps the tables from growing for good. */
export const forgetting = timer({ name: 'identity-forgetting', everyMs: 60_000, run: forgetOld });
