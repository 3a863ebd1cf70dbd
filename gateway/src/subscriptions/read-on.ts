import { setTimeout as delay } from 'node:timers/promises';
import { BegunAnew, type Bus, type Log, type ReadOptions, type Stored } from '@constellation/kit';

const pauseMs = 500;

export interface Reading extends ReadOptions {
  readonly bus: Bus;
  readonly stream: string;
  readonly log: Log;
}

/**
 * Reads a stream and goes on behind the last event after every interruption, until the end or until the signal aborts;
 * @throws BegunAnew when its places mean nothing any more.
 */
export async function* readOn({ bus, stream, log, from, ...options }: Reading): AsyncGenerator<Stored> {
  const { signal, until } = options;
  let place = from;
  while (!signal.aborted) {
    try {
      for await (const stored of bus.read(stream, { from: place, ...options })) {
        place = stored.sequence;
        yield stored;
      }
      if (until !== undefined) return;
    } catch (error) {
      if (error instanceof BegunAnew) throw error;
      if (!signal.aborted) log.warn({ err: error, stream, place }, 'stream interrupted');
    }
    await delay(pauseMs, undefined, { signal }).catch(() => {});
  }
}
