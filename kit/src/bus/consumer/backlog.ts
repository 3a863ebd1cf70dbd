import type { Redelivery } from './consumer-store.ts';

/** The events that wait for their next attempt, the first due first. */
export interface Backlog {
  add(redelivery: Redelivery): void;
  /** Whether an event waits. */
  has(sequence: number): boolean;
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
  const present = new Set(waiting.map(({ sequence }) => sequence));
  const add = (redelivery: Redelivery) => {
    present.add(redelivery.sequence);
    const behind = waiting.findIndex((other) => byDueTime(redelivery, other) < 0);
    waiting.splice(behind === -1 ? waiting.length : behind, 0, redelivery);
  };
  return {
    add,
    has: (sequence) => present.has(sequence),
    takeDue: (now) => {
      const due = restMs(now) === 0 ? waiting.shift() : undefined;
      if (due) present.delete(due.sequence);
      return due;
    },
    restMs,
  };
}

const byDueTime = (left: Redelivery, right: Redelivery) =>
  Temporal.Instant.compare(left.dueAt, right.dueAt) || left.sequence - right.sequence;
