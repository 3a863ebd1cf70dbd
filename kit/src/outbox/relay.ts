import { setTimeout as delay } from 'node:timers/promises';
import type { Bus } from '../bus/bus.ts';
import type { Log } from '../log.ts';
import { type Loop, startLoop } from '../workers/loop.ts';
import type { Session } from '../workers/session.ts';
import { partitionCount } from './append.ts';
import { type Pending, pendingOf, type Published, runsByStream, writeBack } from './pending.ts';

export interface RelayOptions {
  readonly name: string;
  /** Its locks own the partitions and its connection does the writing, so a process that lost them cannot go on. */
  readonly session: Session;
  readonly bus: Bus;
  readonly log: Log;
}

const pollMs = 250;
/** Gathers what commits at about the same time: under load, fewer and larger batches. */
const gatherMs = 5;
const batchSize = 500;

/**
 * Publishes what the outbox holds. Each partition belongs to one process at a time and is published in order; after a
 * take-over or a failed publish, what the stream already has is skipped, so that a crash between publishing and
 * noting it doubles nothing.
 */
export function startRelay({ name, session, bus, log }: RelayOptions): Loop {
  const settled = new Set<number>();

  /** Notes in `published` what it got done, also when it fails on the way. */
  const publish = async (partition: number, pending: readonly Pending[], published: Published[]): Promise<void> => {
    const trusted = settled.delete(partition);
    const fresh = trusted ? pending : await withoutStored(bus, pending, published);
    for (const { stream, messages, positions } of runsByStream(fresh)) {
      const sequences = await bus.publish(stream, messages);
      published.push(...positions.map((position, index) => ({ position, sequence: sequences[index] ?? 0 })));
    }
    settled.add(partition);
  };

  return startLoop({
    name: `${name}-relay`,
    everyMs: pollMs,
    log,
    run: async (signal) => {
      await delay(gatherMs, undefined, { signal }).catch(() => {});
      const pending = await pendingOf(session, await ownPartitions(session, settled), batchSize);
      const published: Published[] = [];
      const work = [...Map.groupBy(pending, (row) => row.partition)].map((part) => publish(...part, published));
      const outcomes = await Promise.allSettled(work);
      await writeBack(session, published);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      return pending.length === batchSize;
    },
  });
}

const allPartitions = Array.from({ length: partitionCount }, (_, partition) => partition);

/** Asks for every partition; one that was not ours before may hold events that its last owner has published. */
async function ownPartitions(session: Session, settled: Set<number>): Promise<number[]> {
  const outcomes = await session.lock(allPartitions.map((partition) => `outbox-${partition}`));
  for (const partition of allPartitions) if (outcomes[partition] !== 'held') settled.delete(partition);
  return allPartitions.filter((partition) => outcomes[partition] !== 'taken');
}

/** Tells apart what the streams already hold, which it notes as published, from the rest, which it returns. */
async function withoutStored(bus: Bus, pending: readonly Pending[], published: Published[]): Promise<Pending[]> {
  const stored = new Set<Pending>();
  for (const [, rows] of Map.groupBy(pending, ({ stream, subject }) => `${stream} ${subject}`)) {
    const [first] = rows;
    const last = first && (await bus.last(first.stream, first.subject));
    for (const row of rows) {
      if (!last || row.event.version > last.event.version) break;
      published.push({ position: row.position, sequence: last.sequence });
      stored.add(row);
    }
  }
  return pending.filter((row) => !stored.has(row));
}
