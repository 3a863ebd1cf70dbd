import type { CloudEvent, EventContract } from '@constellation/schema';
import type { Scope } from '../scope.ts';

/** Work on the clock: one process at a time runs it. */
export interface Timer {
  readonly kind: 'timer';
  readonly name: string;
  readonly everyMs: number;
  /** One tick; answers true when there is more to do right away. */
  run(scope: Scope): Promise<boolean | void>;
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

export type Worker = Timer | Consumer;

/** Declares work that runs every so many milliseconds in one of the processes. */
export const timer = (definition: Omit<Timer, 'kind'>): Timer => ({ kind: 'timer', ...definition });

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
