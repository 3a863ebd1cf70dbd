import type { ConsumeOptions } from '../bus.ts';
import { act, actOnDue, type ConsumerPorts } from './act.ts';
import { openBacklog } from './backlog.ts';
import type { ConsumerName } from './consumer-store.ts';
import type { Floor } from './floor.ts';
import { openInflow } from './inflow.ts';

const longestRestMs = 1_000;

/** Handles events one at a time, new ones in their order and failed ones when they are due, until the signal aborts. */
export async function workOff(
  ports: ConsumerPorts,
  name: ConsumerName,
  options: ConsumeOptions,
  floor: Floor,
  signal: AbortSignal,
): Promise<void> {
  const progress = await ports.store.progress(name);
  floor.resume(progress.floor);
  const backlog = openBacklog(progress.redeliveries);
  const work = { ports, name, options, backlog };
  const pattern = options.subject === undefined ? {} : { subject: options.subject };
  await using inflow = openInflow(
    (until) => ports.read(name.stream, { from: floor.current(), ...pattern, signal: until }),
    signal,
  );

  while (!signal.aborted) {
    await actOnDue(work);
    const stored = await inflow.next(Math.min(backlog.restMs(ports.clock.now()), longestRestMs));
    if (stored && !signal.aborted) {
      await act(work, stored, 1);
      floor.raise(stored.sequence);
    }
    await floor.keep();
  }
  await floor.save();
}
