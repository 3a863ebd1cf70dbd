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
/** Of each partition, so that one which cannot be published does not keep the others waiting. */
const batchSize = 100;

const partitions = Array.from({ length: partitionCount }, (_, partition) => partition);
const lockNames = partitions.map((partition) => `outbox-${partition}`);

/**
 * Publishes what the outbox holds. Each partition belongs to one process at a time and is published in order; after a
 * take-over or a failure, what the stream already has is skipped, so that a crash between publishing and noting it
 * doubles nothing.
 */
export function startRelay({ name, session, bus, log }: RelayOptions): Loop {
  /** Partitions of which no stream holds what the outbox does not know of. */
  const settled = new Set<number>();

  /** Notes in `published` what it got done, also when it fails on the way; returns what is settled once that is written. */
  const publish = async (partition: number, pending: readonly Pending[], published: Published[]): Promise<number[]> => {
    const trusted = settled.delete(partition);
    const fresh = trusted ? pending : await withoutStored(bus, pending, published);
    for (const { stream, messages, positions } of runsByStream(fresh)) {
      const sequences = await bus.publish(stream, messages);
      published.push(...positions.map((position, index) => ({ position, sequence: sequences[index] ?? 0 })));
    }
    return trusted || pending.length < batchSize ? [partition] : [];
  };

  return startLoop({
    name: `${name}-relay`,
    everyMs: pollMs,
    log,
    run: async (signal) => {
      await delay(gatherMs, undefined, { signal }).catch(() => {});
      const { outcomes: locks, query } = await session.lock(lockNames);
      for (const partition of partitions) if (locks[partition] !== 'held') settled.delete(partition);
      const owned = partitions.filter((partition) => locks[partition] !== 'taken');
      const parts = [...Map.groupBy(await pendingOf(query, owned, batchSize), (row) => row.partition)];
      const published: Published[] = [];
      const outcomes = await Promise.allSettled(parts.map((part) => publish(...part, published)));
      await writeBack(query, published);
      const whole = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
      for (const partition of whole) settled.add(partition);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      return parts.some(([, pending]) => pending.length === batchSize);
    },
  });
}

/** Tells apart what the streams already hold, which it notes as published, from the rest, which it returns. */
async function withoutStored(bus: Bus, pending: readonly Pending[], published: Published[]): Promise<Pending[]> {
  const subjects = Map.groupBy(pending, ({ stream, subject }) => `${stream} ${subject}`);
  const stored = await Promise.all([...subjects.values()].map((rows) => alreadyIn(bus, rows)));
  published.push(...stored.flat());
  const positions = new Set(stored.flat().map(({ position }) => position));
  return pending.filter(({ position }) => !positions.has(position));
}

/** Which rows of one subject its stream holds: it takes an aggregate's versions in order, so that the newest tells. */
async function alreadyIn(bus: Bus, rows: readonly Pending[]): Promise<Published[]> {
  const [first] = rows;
  const last = first && (await bus.last(first.stream, first.subject));
  if (!last) return [];
  return rows
    .filter(({ event }) => event.version <= last.event.version)
    .map(({ position }) => ({ position, sequence: last.sequence }));
}
