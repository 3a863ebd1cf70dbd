import { setTimeout as delay } from 'node:timers/promises';
import { BegunAnew, type Bus, type Log, type Stored, type StreamPlace } from '@constellation/kit';
import { readOn } from './read-on.ts';

export interface FollowOptions {
  readonly bus: Bus;
  readonly stream: string;
  readonly log: Log;
  /** Only events of these subjects; all if left out. */
  readonly subject?: string;
  onEvent(stored: Stored): void;
  /** Nobody knows what was lost and what will come again: called when the stream was begun anew and is read again. */
  onBegunAnew(): void;
}

/** A stream that is being read. */
export interface FollowedStream extends AsyncDisposable {
  /** Where the last event stands that was handed on; the next one comes behind it. */
  readonly place: StreamPlace;
}

const pauseMs = 500;

/**
 * Reads a stream from where it ends now, until disposed. When it resolves, no later event is missed; after an outage
 * the reading goes on behind the last event it saw.
 */
export async function followStream(options: FollowOptions): Promise<FollowedStream> {
  const { bus, stream, subject, log, onEvent, onBegunAnew } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let place = await endOf(bus, stream);

  const follow = async () => {
    const { epoch, sequence: from } = place;
    for await (const stored of readOn({
      bus,
      stream,
      log,
      from,
      epoch,
      signal,
      ...(subject !== undefined && { subject }),
    })) {
      place = stored;
      onEvent(stored);
    }
  };
  const startOver = async () => {
    place = await endOf(bus, stream);
    onBegunAnew();
  };
  const following = (async () => {
    while (!signal.aborted) {
      try {
        await follow();
      } catch (error) {
        log.warn({ err: error, stream }, 'stream is read from its end');
        if (error instanceof BegunAnew) await startOver().catch(() => {});
        await delay(pauseMs, undefined, { signal }).catch(() => {});
      }
    }
  })();

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

/** The epoch first: a place in a stream that is begun anew in between is noticed then. */
async function endOf(bus: Bus, stream: string): Promise<StreamPlace> {
  const epoch = await bus.epoch(stream);
  return { stream, epoch, sequence: await bus.newest(stream) };
}
