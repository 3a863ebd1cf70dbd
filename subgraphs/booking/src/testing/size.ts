import { inject } from 'vitest';

/** How much a test does: little in every run, more in the full one. */
export const sized = (everyRun: number, fullRun: number): number => (inject('size') === 'full' ? fullRun : everyRun);
