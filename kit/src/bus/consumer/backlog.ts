import type { Redelivery } from './consumer-store.ts';

/** The events that wait for their next attempt, the first due first. */
export interface Backlog {
  add(redelivery: Redelivery): void;
  /** Takes the first one off if it is due. */
  takeDue(now: Temporal.Instant): Redelivery | undefined;
  /** How long until the first one is due; infinitely long while there is none. */
  restMs(now: Temporal.Instant): number;
}

export function openBacklog(redeliveries: readonly Redelivery[]): Backlog {
  const waiting = redeliveries.toSorted(byDueTime);
  const restMs = (now: Temporal.Instant) => {
    const [first] = waiting;
    return first ? Math.max(0, first.dueAt.epochMilliseconds - now.epochMilliseconds) : Infinity;
  };
  return {
    add: (redelivery) => {
      const behind = waiting.findIndex((other) => byDueTime(redelivery, other) < 0);
      waiting.splice(behind === -1 ? waiting.length : behind, 0, redelivery);
    },
    takeDue: (now) => (restMs(now) === 0 ? waiting.shift() : undefined),
    restMs,
  };
}

const byDueTime = (left: Redelivery, right: Redelivery) =>
  Temporal.Instant.compare(left.dueAt, right.dueAt) || left.sequence - right.sequence;
