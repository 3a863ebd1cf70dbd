import type { CloudEvent, StreamDefinition } from '@constellation/schema';

/** One event on its way to a stream; `event.id` makes publishing it twice harmless. */
export interface Message {
  readonly subject: string;
  readonly event: CloudEvent;
}

/** One event on its way, from somebody who knows what comes before it. */
export interface Outgoing extends Message {
  /**
   * The sequence of the newest event of its subject, 0 for none, not counting those of the same call: where another one
   * is the newest, the event is refused as `OutOfTurn`. Left out: whatever comes before.
   */
  readonly after?: number;
}

/** One event as a stream holds it; sequences grow within a stream, with gaps. */
export interface Stored extends Message {
  readonly stream: string;
  /** Which beginning of the stream its sequence counts from. */
  readonly epoch: string;
  readonly sequence: number;
  /** How long it is as the log holds it. */
  readonly bytes: number;
}

/** Where a reader begins: at the oldest kept event, behind the newest, or right after a sequence. */
export type Place = 'start' | 'end' | number;

export interface ReadOptions {
  /** `end` is the end at the time the reading begins; `newest` gives it as a sequence that can be waited for. */
  readonly from: Place;
  /** The beginning that `from` counts from; the present one if left out. */
  readonly epoch?: string;
  /** Subject pattern, `*` for one token and a last `>` for the rest. */
  readonly subject?: string;
  /** Ends once everything up to and with this sequence was seen, the newest at most; left out, live events follow. */
  readonly until?: number;
  readonly signal: AbortSignal;
}

/** What every durable consumer is told. */
interface Consuming {
  /** The consumer's lasting name, one token of a subject; a new one begins at the start of the stream. */
  readonly durable: string;
  readonly subject?: string;
  /** Hears what comes of each attempt, and how far the consumer is while it works in this process. */
  readonly observer?: ConsumerObserver;
  /** Waiting times between attempts, in milliseconds; after the last one the event goes to the dead letters. */
  readonly retryDelaysMs?: readonly number[];
  /** For how long one attempt may take: half a minute if left out. */
  readonly deadlineMs?: number;
}

export interface ConsumeOptions extends Consuming {
  /**
   * Returns when the event is done with for good; throws to see it again after the next delay. At the deadline the
   * signal aborts and the attempt has failed, whether or not the handler heeds it.
   */
  handle(stored: Stored, signal: AbortSignal): Promise<void>;
}

export interface BatchOptions extends Consuming {
  /**
   * Like `handle`, for one event or more in their order. Those that fail together are attempted again in halves, at once,
   * until one stands alone, which is tried again later.
   */
  handleAll(batch: readonly Stored[], signal: AbortSignal): Promise<void>;
  /** What a batch weighs at most, unless it is a single event; one that weighs less still has at most 8 MiB. */
  readonly most: number;
  /** What an event weighs: 1 if left out. */
  weigh?(stored: Stored): number;
  /** What is done with is forgotten by the stream, as this is its only consumer; what is given up stays. */
  readonly forgets?: boolean;
  /** Failures that say nothing of the events: all of them wait in their order, for as long as it lasts. */
  isOutage?(error: unknown): boolean;
}

/** Done with, to be tried again, or given up and in the dead letters. */
export type AttemptOutcome = 'done' | 'failed' | 'dead';

/** An event that a consumer gave up on. */
export interface GivenUp {
  readonly stream: string;
  readonly durable: string;
  readonly sequence: number;
  readonly eventId: string;
}

/** Who watches a consumer, for instance to measure it; must not throw. */
export interface ConsumerObserver {
  attempted(stored: Stored, outcome: AttemptOutcome): void;
  /** All up to this sequence has been attempted; undefined when another process works from now on. */
  reached(sequence: number | undefined): void;
}

/**
 * Durable event log, at least once. A stream has one total order; a consumer sees it in that order until an event
 * fails, which is tried again later while those behind it go on. Of the processes that share a consumer one works, the
 * others stand by.
 */
export interface Bus extends AsyncDisposable {
  /** Creates or updates streams; safe to call from many processes at once. */
  declare(streams: readonly StreamDefinition[]): Promise<void>;
  /**
   * Appends in the given order and returns the sequences. After an error a prefix may have been stored. What is
   * published again within two minutes is not stored again: its first sequence is returned. Rejects with `OutOfTurn`, and
   * with `BegunAnew` where the stream is not of this epoch any more, and with `StreamFull` where it takes no more.
   */
  publish(stream: string, messages: readonly Outgoing[], epoch?: string): Promise<readonly number[]>;
  /**
   * Names the present beginning of a stream: another one after the log has lost what it held, so that sequences count
   * anew. What the log says is remembered for seconds, unless it is asked `anew`; so long it is the same promise.
   */
  epoch(stream: string, anew?: 'anew'): Promise<string>;
  /** Gives a stream another epoch though it is there: for who has found out that it has lost a part. */
  beginAnew(stream: string): Promise<void>;
  /** The newest event of exactly this subject. */
  last(stream: string, subject: string): Promise<Stored | undefined>;
  /** The highest sequence given out so far, 0 before the first: reading from it misses nothing that comes later. */
  newest(stream: string): Promise<number>;
  /** The lowest sequence that is still kept, one behind the newest when none is: from the one before it nothing is missed. */
  oldest(stream: string): Promise<number>;
  /**
   * Every event from a place on, in order, then live ones as they come, until the signal aborts. Rejects with `BegunAnew`
   * once the stream is of another epoch.
   */
  read(stream: string, options: ReadOptions): AsyncIterable<Stored>;
  /** Works events off for a durable consumer until disposed; disposing waits for the event in hand. */
  consume(stream: string, options: ConsumeOptions): AsyncDisposable;
  /** The same, several at a time: those that are there when the ones before are done with. */
  consumeBatches(stream: string, options: BatchOptions): AsyncDisposable;
  /**
   * Has a consumer attempt an event once more, with all its retries, within some seconds; answers false when the stream
   * does not have it any more.
   */
  retry(event: GivenUp): Promise<boolean>;
  /** Forgets all events of a subject, or those up to and with a sequence. */
  remove(stream: string, subject: string, upTo?: number): Promise<void>;
  /** Resolves when the log answers. */
  ping(): Promise<void>;
}

/** Ten attempts over about five minutes. */
export const defaultRetryDelaysMs = [100, 500, 2_000, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000];

/** For how long publishing an event again is recognised. */
export const repeatWindowMs = 120_000;
