import { deadLetter } from '@constellation/schema';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { AttemptOutcome, Bus, ConsumeOptions, Stored } from '../bus.ts';
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
  readonly options: ConsumeOptions;
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
  options.observer?.attempted(stored, outcome.kind);
  return outcome.kind;
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
