import type { BatchOptions } from '../bus.ts';
import { actOnAll } from './act-on-all.ts';
import { actOnDue, type ConsumerPorts, type Work } from './act.ts';
import { openBacklog } from './backlog.ts';
import type { ConsumerName, Redelivery } from './consumer-store.ts';
import type { Floor } from './floor.ts';
import { openInflow } from './inflow.ts';

const longestRestMs = 1_000;
/** How often it looks for events that somebody else wants attempted once more. */
const lookEveryMs = 3_000;

/** Handles events a batch at a time, new ones in their order and failed ones when they are due, until the signal aborts. */
export async function workOff(
  ports: ConsumerPorts,
  name: ConsumerName,
  options: BatchOptions,
  floor: Floor,
  signal: AbortSignal,
): Promise<void> {
  const epoch = await ports.epoch(name.stream);
  const progress = await progressIn(epoch, ports, name);
  floor.resume({ floor: progress.floor, epoch });
  const backlog = openBacklog(progress.redeliveries);
  const work = { ports, name, options, backlog };
  const pattern = options.subject === undefined ? {} : { subject: options.subject };
  await using inflow = openInflow(
    (until) => ports.read(name.stream, { from: floor.current(), epoch, ...pattern, signal: until }),
    options,
    signal,
  );

  let lookedAt = performance.now();
  while (!signal.aborted) {
    if (performance.now() - lookedAt >= lookEveryMs) {
      for (const each of await wantedAgain(work, epoch)) backlog.add(each);
      lookedAt = performance.now();
    }
    await actOnDue(work);
    const batch = await inflow.next(Math.min(backlog.restMs(ports.clock.now()), longestRestMs));
    const last = batch.at(-1);
    if (last && !signal.aborted && (await actOnAll(work, batch, signal))) floor.raise(last.sequence);
    options.observer?.reached(floor.current());
    await floor.keep();
  }
  await floor.save();
}

/** How far it is; nowhere in a stream that was begun anew since, where its places mean nothing. */
async function progressIn(epoch: string, { store }: ConsumerPorts, name: ConsumerName) {
  const { redeliveries, ...written } = await store.progress(name);
  if (written.epoch === epoch) return { ...written, redeliveries };
  for (const each of redeliveries) await store.settle(name, each);
  return { floor: 0, redeliveries: [] };
}

/** What somebody wants attempted once more and does not wait yet. */
async function wantedAgain({ ports, name, backlog }: Work, epoch: string): Promise<readonly Redelivery[]> {
  const { redeliveries, ...written } = await ports.store.progress(name, backlog.has);
  return written.epoch === epoch ? redeliveries : [];
}
