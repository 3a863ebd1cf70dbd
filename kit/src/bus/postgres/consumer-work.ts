import { deadLetter } from '@constellation/schema';
import { attempt } from '../attempt.ts';
import type { ConsumeOptions, Stored } from '../bus.ts';
import type { Append } from './append.ts';
import type { EventLog } from './event-log.ts';
import { messagesAfter } from './messages.queries.ts';
import { dueRedeliveries, endRedelivery, floorOf, nextDue, saveFloor, setAside } from './redeliveries.queries.ts';

/** A durable consumer's work, done by one process at a time. */
export interface ConsumerWork {
  /** Takes up where the last process to do it left off. */
  resume(): Promise<void>;
  /** Handles the redeliveries that are due and a batch of new events; answers true when there may be more. */
  round(signal: AbortSignal): Promise<boolean>;
  /** When the next redelivery is due, in milliseconds since the epoch; infinity while there is none. */
  dueAt(): number;
}

export function consumerWork(
  { db, clock, log }: EventLog,
  append: Append,
  stream: string,
  options: ConsumeOptions,
): ConsumerWork {
  const name = { stream, durable: options.durable };
  let floor = 0;
  let dueAt = Infinity;

  const act = async (stored: Stored, attempts: number) => {
    const outcome = await attempt(stored, attempts, options, log);
    if (outcome.kind === 'failed') {
      const retryAt = clock.now().add({ milliseconds: outcome.retryAfterMs });
      await setAside(db, name, { sequence: stored.sequence, attempts, dueAt: retryAt });
      dueAt = Math.min(dueAt, retryAt.epochMilliseconds);
      return;
    }
    if (outcome.kind === 'dead') await append(deadLetter.stream, [outcome.letter]);
    if (attempts > 1) await endRedelivery(db, name, stored);
  };

  const actOnDue = async (signal: AbortSignal): Promise<boolean> => {
    const now = clock.now();
    if (dueAt > now.epochMilliseconds) return false;
    for (const { stored, attempts } of await dueRedeliveries(db, name, now)) {
      if (signal.aborted) return false;
      await act(stored, attempts + 1);
    }
    dueAt = await nextDue(db, name);
    return dueAt <= clock.now().epochMilliseconds;
  };

  const actOnNew = async (signal: AbortSignal): Promise<boolean> => {
    const batch = await messagesAfter(db, { stream, after: floor, subject: options.subject });
    for (const stored of batch.stored) {
      if (signal.aborted) break;
      await act(stored, 1);
      floor = stored.sequence;
    }
    if (!signal.aborted) floor = batch.upTo;
    await saveFloor(db, name, floor);
    return batch.full;
  };

  return {
    resume: async () => {
      floor = Math.max(floor, await floorOf(db, name));
      dueAt = await nextDue(db, name);
    },
    round: async (signal) => {
      const moreDue = await actOnDue(signal);
      const moreNew = await actOnNew(signal);
      return moreDue || moreNew;
    },
    dueAt: () => dueAt,
  };
}
