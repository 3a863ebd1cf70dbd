import type { Stored } from '../bus.ts';

/** One durable consumer of one stream. */
export interface ConsumerName {
  readonly stream: string;
  readonly durable: string;
}

/** An event that failed and waits for its next attempt. */
export interface Redelivery {
  readonly sequence: number;
  /** Attempts so far. */
  readonly attempts: number;
  readonly dueAt: Temporal.Instant;
}

/** How far a consumer is. */
export interface Progress {
  /** All up to this sequence is done with, but for the redeliveries. */
  readonly floor: number;
  readonly redeliveries: readonly Redelivery[];
}

/** The right to work for a consumer, held by one process at a time until disposed. */
export interface Claim extends AsyncDisposable {
  /** Aborts when the right was lost, so that another process may have it by now. */
  readonly lost: AbortSignal;
}

/** Where a driver keeps its consumers. */
export interface ConsumerStore {
  /** Undefined while another has it. */
  claim(name: ConsumerName): Promise<Claim | undefined>;
  progress(name: ConsumerName): Promise<Progress>;
  saveFloor(name: ConsumerName, floor: number): Promise<void>;
  /** Adds a redelivery or replaces the one of the same event. */
  setAside(name: ConsumerName, redelivery: Redelivery): Promise<void>;
  /** Ends the redelivery of an event. */
  settle(name: ConsumerName, sequence: number): Promise<void>;
  /** The event at a sequence, unless it is gone by now. */
  find(stream: string, sequence: number): Promise<Stored | undefined>;
}
