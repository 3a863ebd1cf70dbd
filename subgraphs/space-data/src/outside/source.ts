import type { EntityManager } from '@constellation/kit';
import type { Schedule } from '../domain/schedule.ts';
import type { SourceId } from '../domain/schedules.ts';
import type { UpstreamFailure } from './upstream-failure.ts';

/** Something that came from a source: keeps itself, in a transaction that holds the right to. */
export type Received = (tx: EntityManager) => Promise<void>;

/** Is told of how many entries of an answer nothing can be kept, so that they were passed over. */
export type TellPassedOver = (entries: number) => void;

/** Those that a source asks instead of each other, by their names. Each that fails is left alone for a while, whatever the others do. */
export interface Providers {
  /** Whether nobody may ask it now. */
  isResting(provider: string): boolean;
  /** Is told that it was asked, and how it failed if it did. */
  note(provider: string, failure?: UpstreamFailure): void;
}

/** Somebody who publishes what we show. */
export interface Source {
  readonly id: SourceId;
  /** What people call it. */
  readonly name: string;
  readonly schedule: Schedule;
  /** Whether it is asked at all. */
  readonly isConfigured: boolean;
  /**
   * Asks, and gives what comes piece by piece; nothing where there is nothing new. What came before a failure is good.
   * @throws UpstreamFailure
   */
  ask(at: Temporal.Instant, passOver: TellPassedOver, providers: Providers): AsyncIterable<Received>;
}
