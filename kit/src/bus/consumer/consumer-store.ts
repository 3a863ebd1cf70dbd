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
  /** To the millisecond. */
  readonly dueAt: Temporal.Instant;
}

/** Up to where everything is done with, but for the redeliveries. */
export interface SavedFloor {
  readonly floor: number;
  /** The beginning of the stream that it counts from. */
  readonly epoch: string;
}

/** How far a consumer is, and in which beginning of its stream; in none, when it has not got anywhere. */
export interface Progress {
  readonly floor: number;
  readonly epoch: string | undefined;
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
  /** Leaves out redeliveries that are known. */
  progress(name: ConsumerName, isKnown?: (sequence: number) => boolean): Promise<Progress>;
  saveFloor(name: ConsumerName, place: SavedFloor): Promise<void>;
  /** Adds a redelivery or replaces the one of the same event. */
  setAside(name: ConsumerName, redelivery: Redelivery): Promise<void>;
  /** Ends a redelivery, unless another one of the same event has replaced it. */
  settle(name: ConsumerName, redelivery: Redelivery): Promise<void>;
  /** Has the stream forget events for good. */
  forget(stream: string, sequences: readonly number[]): Promise<void>;
  /** The event at a sequence, unless it is gone by now. */
  find(stream: string, sequence: number): Promise<Stored | undefined>;
}
