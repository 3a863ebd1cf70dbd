import type { Bus } from '../bus.ts';

/** How the contract's tests reach a driver. */
export interface Harness {
  /** Opens another bus on the same log, as another process would. */
  open(): Promise<Bus>;
  /** Cuts every connection to the log at once, as an outage would; it resolves when the log answers again. */
  cut(): Promise<void>;
  /** Cuts every connection and makes the log forget everything, streams included. */
  loseData(): Promise<void>;
}
