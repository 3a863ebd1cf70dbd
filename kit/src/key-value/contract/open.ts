import type { KeyValue } from '../key-value.ts';

/** Opens a store for one test; it may hold what other tests left. */
export type Open = () => Promise<KeyValue>;

/** Longer than any test takes. */
export const minuteMs = 60_000;

/** Short enough to wait for. */
export const brieflyMs = 30;
