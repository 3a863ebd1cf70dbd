import type { Bus, Log, Stored } from '@constellation/kit';
import { readOn } from './read-on.ts';

export interface FollowOptions {
  readonly bus: Bus;
  readonly stream: string;
  readonly log: Log;
  onEvent(stored: Stored): void;
}

/** A stream that is being read. */
export interface FollowedStream extends AsyncDisposable {
  /** The sequence of the last event that was handed on; the next one comes behind it. */
  readonly place: number;
}

/**
 * Reads a stream from where it ends now, until disposed. When it resolves, no later event is missed; after an outage
 * the reading goes on behind the last event it saw.
 */
export async function followStream({ bus, stream, log, onEvent }: FollowOptions): Promise<FollowedStream> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let place = await bus.newest(stream);

  const follow = async () => {
    for await (const stored of readOn({ bus, stream, log, from: place, signal })) {
      place = stored.sequence;
      onEvent(stored);
    }
  };
  const following = follow();

  return {
    get place() {
      return place;
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await following;
    },
  };
}
