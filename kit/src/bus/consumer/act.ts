import { deadLetter } from '@constellation/schema';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { AttemptOutcome, BatchOptions, Bus, Stored } from '../bus.ts';
import { attempt } from './attempt.ts';
import type { Backlog } from './backlog.ts';
import type { ConsumerName, ConsumerStore } from './consumer-store.ts';

/** What consuming needs of a driver. */
export interface ConsumerPorts extends Pick<Bus, 'read' | 'publish' | 'epoch'> {
  readonly store: ConsumerStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** One consumer at work. */
export interface Work {
  readonly ports: ConsumerPorts;
  readonly name: ConsumerName;
  readonly options: BatchOptions;
  readonly backlog: Backlog;
}

/** Attempts an event and notes what follows, so that the event is done with or waits in the backlog. */
export async function act(
  { ports, name, options, backlog }: Work,
  stored: Stored,
  attempts: number,
): Promise<AttemptOutcome> {
  const { store, publish, clock, log } = ports;
  const outcome = await attempt(stored, attempts, options, log);
  if (outcome.kind === 'failed') {
    const dueAt = clock.now().add({ milliseconds: outcome.retryAfterMs }).round('millisecond');
    const redelivery = { sequence: stored.sequence, attempts, dueAt };
    await store.setAside(name, redelivery);
    backlog.add(redelivery);
  }
  if (outcome.kind === 'dead') await publish(deadLetter.stream, [outcome.letter]);
  if (outcome.kind === 'done') await forget(ports, options, [stored]);
  options.observer?.attempted(stored, outcome.kind);
  return outcome.kind;
}

/** Has the stream forget what is done with, if the consumer is one that does. */
export async function forget(
  { store }: Pick<ConsumerPorts, 'store'>,
  { forgets = false }: BatchOptions,
  done: readonly Stored[],
): Promise<void> {
  const [first] = done;
  if (!forgets || !first) return;
  await store.forget(
    first.stream,
    done.map(({ sequence }) => sequence),
  );
}

/** Attempts the event that has been due the longest, unless it is gone from its stream by now. */
export async function actOnDue(work: Work): Promise<void> {
  const { ports, name, backlog } = work;
  const due = backlog.takeDue(ports.clock.now());
  if (!due) return;
  const stored = await ports.store.find(name.stream, due.sequence);
  const outcome = stored && (await act(work, stored, due.attempts + 1));
  if (outcome !== 'failed') await ports.store.settle(name, due);
}
