import type { Bus } from '../bus/bus.ts';
import type { Log } from '../log.ts';
import { type Loop, startLoop } from '../workers/loop.ts';
import type { Session } from '../workers/session.ts';
import { partitionCount } from './append.ts';
import { type Pending, pendingOf, runsByStream, writeBack } from './pending.ts';

export interface RelayOptions {
  readonly name: string;
  /** Its locks own the partitions and its connection does the writing, so a process that lost them cannot go on. */
  readonly session: Session;
  readonly bus: Bus;
  readonly log: Log;
}

const pollMs = 250;
const batchSize = 500;

/**
 * Publishes what the outbox holds. Each partition belongs to one process at a time and is published in order; after a
 * take-over or a failed publish, what the stream already has is skipped, so that a crash between publishing and
 * noting it doubles nothing.
 */
export function startRelay({ name, session, bus, log }: RelayOptions): Loop {
  const settled = new Set<number>();

  const publish = async (partition: number, pending: readonly Pending[]): Promise<void> => {
    try {
      const fresh = settled.has(partition) ? pending : await withoutStored(bus, session, pending);
      for (const run of runsByStream(fresh)) {
        const sequences = await bus.publish(run.stream, run.messages);
        await writeBack(session, run.positions, sequences);
      }
      settled.add(partition);
    } catch (error) {
      settled.delete(partition);
      throw error;
    }
  };

  return startLoop({
    name: `${name}-relay`,
    everyMs: pollMs,
    log,
    run: async () => {
      const owned = await ownPartitions(session, settled);
      const pending = await pendingOf(session, owned, batchSize);
      const perPartition = Map.groupBy(pending, ({ partition }) => partition);
      const outcomes = await Promise.allSettled([...perPartition].map(([partition, rows]) => publish(partition, rows)));
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      return pending.length === batchSize;
    },
  });
}

const partitions = Array.from({ length: partitionCount }, (_, partition) => partition);

/** Asks for every partition; one that was not ours before may hold events that its last owner has published. */
async function ownPartitions(session: Session, settled: Set<number>): Promise<number[]> {
  const outcomes = await session.lock(partitions.map((partition) => `outbox-${partition}`));
  for (const partition of partitions) if (outcomes[partition] !== 'held') settled.delete(partition);
  return partitions.filter((partition) => outcomes[partition] !== 'taken');
}

/** Notes as published what the streams already hold, and returns the rest. */
async function withoutStored(bus: Bus, session: Session, pending: readonly Pending[]): Promise<Pending[]> {
  const fresh: Pending[] = [];
  for (const [, rows] of Map.groupBy(pending, ({ stream, subject }) => `${stream} ${subject}`)) {
    const [first] = rows;
    const last = first && (await bus.last(first.stream, first.subject));
    const stored = rows.filter(({ event }) => last && event.version <= last.event.version);
    if (last) await writeBack(session, stored.map(({ position }) => position), stored.map(() => last.sequence));
    fresh.push(...rows.filter((row) => !stored.includes(row)));
  }
  return fresh.sort((one, other) => Number(BigInt(one.position) - BigInt(other.position)));
}
