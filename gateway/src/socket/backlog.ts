import type { Payload } from '../subscriptions/topic.ts';

/** What a subscription holds back while its socket is full. */
export interface Backlog {
  readonly size: number;
  add(payload: Payload): void;
  /** Takes out the oldest. */
  take(): Payload | undefined;
  clear(): void;
}

/** Keeps everything, in order. */
export function everyPayload(): Backlog {
  const held: Payload[] = [];
  return {
    get size() {
      return held.length;
    },
    add: (payload) => void held.push(payload),
    take: () => held.shift(),
    clear: () => void held.splice(0),
  };
}

/** Keeps the newest of each entity, in the order in which they came. */
export function latestPayloads(): Backlog {
  const held = new Map<string, Payload>();
  return {
    get size() {
      return held.size;
    },
    add: (payload) => {
      held.delete(payload.entity);
      held.set(payload.entity, payload);
    },
    take: () => {
      const [oldest] = held.values();
      if (oldest) held.delete(oldest.entity);
      return oldest;
    },
    clear: () => held.clear(),
  };
}
