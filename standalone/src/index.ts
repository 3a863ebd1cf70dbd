/** The one-process composition. */
export { type Composition, compose, type CompositionOptions } from './compose.ts';
export { seed } from './demo/seed.ts';
