import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether tests run with the big sizes. */
    full: boolean;
  }
}

/** How much a test does: little in every run, more in the full one. */
export const sized = (everyRun: number, fullRun: number): number => (inject('full') ? fullRun : everyRun);
