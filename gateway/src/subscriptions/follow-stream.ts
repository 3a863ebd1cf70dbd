import { setTimeout as delay } from 'node:timers/promises';
import type { Bus, Log, Stored } from '@constellation/kit';

const pauseMs = 500;

export interface StreamFollower {
  readonly bus: Bus;
  readonly stream: string;
  readonly log: Log;
  onEvent(stored: Stored): void;
}

/**
 * Reads a stream from where it ends now, until disposed. When it resolves, no later event is missed; after an outage
 * the reading goes on behind the last event it saw.
 */
export async function followStream({ bus, stream, log, onEvent }: StreamFollower): Promise<AsyncDisposable> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let place = await bus.newest(stream);

  const follow = async () => {
    while (!signal.aborted) {
      try {
        for await (const stored of bus.read(stream, { from: place, signal })) {
          place = stored.sequence;
          onEvent(stored);
        }
      } catch (error) {
        if (!signal.aborted) log.warn({ err: error, stream, place }, 'stream interrupted');
      }
      await delay(pauseMs, undefined, { signal }).catch(() => {});
    }
  };
  const following = follow();

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await following;
    },
  };
}
