import type { KeyValue } from '../key-value/key-value.ts';
import type { Log } from '../log.ts';
import { startLoop } from '../workers/loop.ts';
import { partitionCount } from './append.ts';
import type { Relay } from './relay.ts';

export interface RingsOptions {
  readonly keyValue: KeyValue;
  /** The same for all processes that share an outbox, and for nobody else. */
  readonly channel: string;
  readonly relay: Pick<Relay, 'owned' | 'ring'>;
  readonly log: Log;
}

/** Wakes whichever relays publish what was committed, in this process or another. */
export interface Rings extends AsyncDisposable {
  ring(): void;
}

const subscribeEveryMs = 5_000;

/** A ring that another process does not hear costs the time until its relay looks by itself. */
export function openRings({ keyValue, channel, relay, log }: RingsOptions): Rings {
  const opened = new AsyncDisposableStack();
  const ringHere = () => {
    if (relay.owned() > 0) relay.ring();
  };
  const tellOthers = oneAtATime(() => keyValue.publish(channel, ''));

  let isSubscribed = false;
  const subscribing = startLoop({
    name: `${channel} rings`,
    everyMs: subscribeEveryMs,
    log,
    run: async () => {
      if (isSubscribed) return;
      opened.use(await keyValue.subscribe(channel, ringHere));
      isSubscribed = true;
    },
  });

  return {
    ring: () => {
      ringHere();
      if (relay.owned() < partitionCount) tellOthers();
    },
    [Symbol.asyncDispose]: async () => {
      await subscribing[Symbol.asyncDispose]();
      await opened[Symbol.asyncDispose]();
    },
  };
}

/** Calls that come while one is under way are made up for by one more. */
function oneAtATime(work: () => Promise<void>): () => void {
  let underway = false;
  let again = false;
  const call = () => {
    again = underway;
    if (underway) return;
    underway = true;
    void work()
      .catch(() => {})
      .then(() => {
        underway = false;
        if (again) call();
      });
  };
  return call;
}
