import { deadLetter } from '@constellation/schema';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Bus, ConsumeOptions, Stored } from '../bus.ts';
import { attempt } from './attempt.ts';
import { type Backlog, openBacklog } from './backlog.ts';
import type { ConsumerName, ConsumerStore } from './consumer-store.ts';
import type { Floor } from './floor.ts';
import { openInflow } from './inflow.ts';

/** What consuming needs of a driver. */
export interface ConsumerPorts extends Pick<Bus, 'read' | 'publish'> {
  readonly store: ConsumerStore;
  readonly clock: Clock;
  readonly log: Log;
}

const longestRestMs = 1_000;

/** Handles events one at a time, new ones in their order and failed ones when they are due, until the signal aborts. */
export async function workOff(
  ports: ConsumerPorts,
  name: ConsumerName,
  options: ConsumeOptions,
  floor: Floor,
  signal: AbortSignal,
): Promise<void> {
  const { store, read, clock } = ports;
  const progress = await store.progress(name);
  floor.resume(progress.floor);
  const backlog = openBacklog(progress.redeliveries);
  const { subject } = options;
  const readOn = (until: AbortSignal) =>
    read(name.stream, { from: floor.current(), signal: until, ...(subject !== undefined && { subject }) });
  await using inflow = openInflow(readOn, signal);

  while (!signal.aborted) {
    await retryDue(ports, name, options, backlog);
    const stored = await inflow.next(Math.min(backlog.restMs(clock.now()), longestRestMs));
    if (stored && !signal.aborted) {
      await act(ports, name, options, backlog, stored, 1);
      floor.raise(stored.sequence);
    }
    await floor.keep();
  }
  await floor.save();
}

async function retryDue(ports: ConsumerPorts, name: ConsumerName, options: ConsumeOptions, backlog: Backlog): Promise<void> {
  const due = backlog.takeDue(ports.clock.now());
  if (!due) return;
  const stored = await ports.store.find(name.stream, due.sequence);
  if (stored) await act(ports, name, options, backlog, stored, due.attempts + 1);
  else await ports.store.settle(name, due.sequence);
}

async function act(
  { store, publish, clock, log }: ConsumerPorts,
  name: ConsumerName,
  options: ConsumeOptions,
  backlog: Backlog,
  stored: Stored,
  attempts: number,
): Promise<void> {
  const { sequence } = stored;
  const outcome = await attempt(stored, attempts, options, log);
  if (outcome.kind === 'failed') {
    const redelivery = { sequence, attempts, dueAt: clock.now().add({ milliseconds: outcome.retryAfterMs }) };
    await store.setAside(name, redelivery);
    backlog.add(redelivery);
    return;
  }
  if (outcome.kind === 'dead') await publish(deadLetter.stream, [outcome.letter]);
  if (attempts > 1) await store.settle(name, sequence);
}
