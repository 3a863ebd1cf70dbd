import type { CloudEvent, EventContract } from '@constellation/schema';
import type { Message } from '../bus/bus.ts';
import type { Metrics } from '../metrics.ts';
import { envelope } from '../outbox/append.ts';
import type { Scope } from '../scope.ts';

/** Work on the clock: one process at a time runs it. */
export interface Timer {
  readonly kind: 'timer';
  readonly name: string;
  readonly everyMs: number;
  /** One tick, which may count what comes of it; answers true when there is more to do right away. */
  run(scope: Scope, metrics: Metrics): Promise<boolean | void>;
}

/** Work on events of a stream, under a lasting name. */
export interface Consumer {
  readonly kind: 'consumer';
  readonly durable: string;
  readonly stream: string;
  /** Of its stream's events, those that it is given. */
  readonly types: readonly string[];
  /** The signal aborts when the attempt has failed by taking too long. */
  handle(scope: Scope, event: CloudEvent, signal: AbortSignal): Promise<void>;
}

/** Work on the messages of a stream that has no other consumer and forgets what is done with, several at a time. */
export interface BatchConsumer {
  readonly kind: 'batch-consumer';
  readonly durable: string;
  readonly stream: string;
  /** What a batch weighs at most, unless it is a single message. */
  readonly most: number;
  weigh(event: CloudEvent): number;
  /**
   * Acts on messages in their order, and says how much came of them, by names that are counted. When it throws, each half
   * is tried for itself; while the database is away all wait. The signal aborts when the attempt has failed by taking too long.
   */
  handleAll(scope: Scope, messages: readonly Message[], signal: AbortSignal): Promise<Readonly<Record<string, number>>>;
}

/** Something that holds for a moment: one process at a time tells it, straight to its stream. What is missed is missed. */
export interface Broadcast {
  readonly kind: 'broadcast';
  readonly name: string;
  readonly everyMs: number;
  readonly stream: string;
  /** What is told of a moment, a multiple of `everyMs`; undefined for nothing. */
  message(scope: Scope, at: Temporal.Instant): Promise<Message | undefined>;
}

export type Worker = Timer | Consumer | BatchConsumer | Broadcast;

/** Declares work that runs every so many milliseconds in one of the processes. */
export const timer = <Definition extends Omit<Timer, 'kind'>>(definition: Definition) => ({
  kind: 'timer' as const,
  ...definition,
});

/** Declares work on the messages of a stream, several at a time; at least once, so it must bear repetition. */
export const batchConsumer = (definition: Omit<BatchConsumer, 'kind'>): BatchConsumer => ({
  kind: 'batch-consumer',
  ...definition,
});

/** Declares work for each event of a contract; at least once, so it must bear repetition (see `once`). */
export const consumer = <Type extends string, Data>(
  contract: EventContract<Type, Data>,
  durable: string,
  act: (scope: Scope, data: Data, event: CloudEvent<Data>, signal: AbortSignal) => Promise<void>,
): Consumer => ({
  kind: 'consumer',
  durable,
  stream: contract.stream,
  types: [contract.type],
  handle: (scope, event, signal) => {
    const data = contract.data.parse(event.data);
    return act(scope, data, { ...event, data }, signal);
  },
});

/** What is told of one aggregate again and again, at every multiple of `everyMs`. */
interface Telling<Data> extends Pick<Broadcast, 'name' | 'everyMs'> {
  readonly aggregate: string;
  tell(scope: Scope, at: Temporal.Instant): Promise<Data | undefined>;
}

/**
 * Declares what is told of every moment without the outbox, by one process at a time. The version of an event is the number of
 * its moment, counted from 1970; nothing is told of a moment that is not later than the one told of last.
 */
export const broadcast = <Type extends string, Data>(
  contract: EventContract<Type, Data>,
  { name, everyMs, aggregate, tell }: Telling<Data>,
): Broadcast => ({
  kind: 'broadcast',
  name,
  everyMs,
  stream: contract.stream,
  message: async (scope, at) => {
    const data = await tell(scope, at);
    if (data === undefined) return undefined;
    const version = at.epochMilliseconds / everyMs;
    return {
      subject: contract.subject(aggregate, data),
      event: envelope(contract, { aggregate, version, at, data }),
    };
  },
});
