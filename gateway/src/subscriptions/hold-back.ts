import type { Payload, Subscriber } from './topic.ts';

/** A subscriber whose live events wait. */
export interface HeldBack {
  readonly subscriber: Subscriber;
  /** Delivers what has waited; from now on nothing waits any more. */
  release(): void;
}

/** Keeps live events back until they are released, and drops those up to a sequence. More than `most` lose their reader. */
export function holdBack(subscriber: Subscriber, upTo: number, most: number): HeldBack {
  let waiting: Payload[] | undefined = [];
  const deliver = (payload: Payload) => {
    if (payload.sequence <= upTo) return;
    if (!waiting) return subscriber.deliver(payload);
    waiting.push(payload);
    if (waiting.length > most) subscriber.overtaken();
  };
  return {
    subscriber: { ...subscriber, deliver },
    release() {
      const released = waiting ?? [];
      waiting = undefined;
      for (const payload of released) subscriber.deliver(payload);
    },
  };
}
