import { startLoop } from '../../workers/loop.ts';
import type { BatchOptions, ConsumeOptions } from '../bus.ts';
import type { ConsumerPorts } from './act.ts';
import { openFloor } from './floor.ts';
import { workOff } from './work-off.ts';

const standByMs = 500;

/**
 * Works a stream off for a durable consumer while this process has the claim, stands by otherwise, until disposed.
 * Disposing waits for the event in hand.
 */
export function startConsumer(ports: ConsumerPorts, stream: string, options: BatchOptions): AsyncDisposable {
  const name = { stream, durable: options.durable };
  const floor = openFloor(ports.store, name);
  return startLoop({
    name: `consumer ${stream} ${options.durable}`,
    everyMs: standByMs,
    log: ports.log,
    run: async (signal) => {
      await using claim = await ports.store.claim(name);
      if (!claim) return;
      using _working = { [Symbol.dispose]: () => options.observer?.reached(undefined) };
      await workOff(ports, name, options, floor, AbortSignal.any([signal, claim.lost]));
    },
  });
}

/** One at a time is in batches of one. */
export const singly = ({ handle, ...options }: ConsumeOptions): BatchOptions => ({
  ...options,
  most: 1,
  handleAll: async (batch, signal) => {
    for (const stored of batch) await handle(stored, signal);
  },
});
