import { expect } from 'vitest';

/** Expects something of a value that is still to come, for as long as a busy machine may take. */
export const eventually = <Value>(read: () => Value | Promise<Value>) =>
  expect.poll(read, { timeout: 15_000, interval: 20 });
