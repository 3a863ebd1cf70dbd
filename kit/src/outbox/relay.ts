import { setTimeout as delay } from 'node:timers/promises';
import type { Bus } from '../bus/bus.ts';
import type { Log } from '../log.ts';
import { type Loop, startLoop } from '../workers/loop.ts';
import type { Session } from '../workers/session.ts';
import { partitionCount } from './append.ts';
import { agreeOnBeginnings, markBeginnings } from './beginnings.ts';
import { pendingOf, type Published, writeBack } from './pending.ts';
import { publishRun, type Run, runsByStream } from './publish-run.ts';

export interface RelayOptions {
  readonly name: string;
  /** Its locks own the partitions and its connection does the writing, so a process that lost them cannot go on. */
  readonly session: Session;
  readonly bus: Bus;
  readonly log: Log;
}

/** Publishes what the outbox holds, until disposed. */
export interface Relay extends Loop {
  /** How many partitions this process owned when it last looked. */
  owned(): number;
}

const pollMs = 250;
/** Gathers what commits at about the same time: under load, fewer and larger batches. */
const gatherMs = 5;
/** Of each partition, so that one which cannot be published does not keep the others waiting. */
const batchSize = 100;

const partitions = Array.from({ length: partitionCount }, (_, partition) => partition);
const lockNames = partitions.map((partition) => `outbox-${partition}`);

/**
 * Publishes what the outbox holds. Each partition belongs to one process at a time and is published in order. Every event
 * names its predecessor, so that whatever a process does that was taken for dead is refused, and a crash between
 * publishing and noting it doubles nothing.
 */
export function startRelay({ name, session, bus, log }: RelayOptions): Relay {
  const compared = new WeakSet<Promise<string>>();
  let owned = 0;

  const publishAll = async (runs: readonly Run[], published: Published[]) => {
    for (const run of runs) await publishRun(bus, run, published);
  };

  const loop = startLoop({
    name: `${name}-relay`,
    everyMs: pollMs,
    log,
    run: async (signal) => {
      await delay(gatherMs, undefined, { signal }).catch(() => {});
      const { outcomes: locks, query } = await session.lock(lockNames);
      const mine = partitions.filter((partition) => locks[partition] !== 'taken');
      owned = mine.length;
      const { epochs, more, failure } = await agreeOnBeginnings(bus, query, compared);
      const pending = await pendingOf(query, mine, batchSize);
      const parts = [...Map.groupBy(pending, ({ partition }) => partition).values()];
      const published: Published[] = [];
      const outcomes = await Promise.allSettled(parts.map((rows) => publishAll(runsByStream(rows, epochs), published)));
      await writeBack(query, published);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      if (failure) throw failure;
      const heldBack = new Set(pending.map(({ stream }) => stream).filter((stream) => !epochs.has(stream)));
      await markBeginnings(bus, query, heldBack);
      return more || heldBack.size > 0 || parts.some((rows) => rows.length === batchSize);
    },
  });
  return { ...loop, owned: () => owned };
}
