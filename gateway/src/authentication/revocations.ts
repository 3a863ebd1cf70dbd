import { setTimeout as delay } from 'node:timers/promises';
import type { Bus, Clock, Log, Place, Stored } from '@constellation/kit';
import { identityRevoked, parseEvent } from '@constellation/schema';
import { readOn } from '../subscriptions/read-on.ts';
import type { Access, EndOfAccess } from './access.ts';
import { recentValues } from './recent-values.ts';

/** What was revoked of late. */
export interface Revocations extends AsyncDisposable {
  /** How an access was revoked; undefined while it was not. */
  endOf(access: Access): EndOfAccess | undefined;
  /** Calls back with the session or the account of each revocation, when it counts already, until disposed. */
  follow(listener: (name: string) => void): Disposable;
}

export interface RevocationsOptions {
  readonly bus: Bus;
  readonly log: Log;
  readonly clock: Clock;
}

const { stream } = identityRevoked;

/** Longer than any access token lives: what was revoked before that has ended. */
const rememberedMs = 15 * 60_000;

const pauseMs = 500;

/**
 * Follows the revocations, from the beginning of what the stream keeps. When it resolves all that happened before is
 * known; from then on each is known as soon as it is published.
 */
export async function openRevocations({ bus, log, clock }: RevocationsOptions): Promise<Revocations> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const sessions = recentValues<true>(clock);
  const versions = recentValues<number>(clock);
  const followers = new Set<(name: string) => void>();

  const note = ({ event }: Stored) => {
    const until = Temporal.Instant.from(event.time).epochMilliseconds + rememberedMs;
    if (event.type !== identityRevoked.type || until < clock.now().epochMilliseconds) return;
    const { version, data } = parseEvent(identityRevoked, event);
    if (data.sessionId === null) versions.set(data.principalId, version, until);
    else sessions.set(data.sessionId, true, until);
    for (const follower of followers) follower(data.sessionId ?? data.principalId);
  };
  const read = async (epoch: string, from: Place, until?: number) => {
    const reading = { bus, stream, log, epoch, from, signal, ...(until !== undefined && { until }) };
    for await (const stored of readOn(reading)) note(stored);
  };
  // The epoch first: that the stream is begun anew in between is noticed then.
  const epoch = await bus.epoch(stream);
  const newest = await bus.newest(stream);
  if (newest > 0) await read(epoch, 'start', newest);

  const follow = async () => {
    await read(epoch, newest).catch(tell);
    while (!signal.aborted) {
      await delay(pauseMs, undefined, { signal }).catch(() => {});
      if (!signal.aborted)
        await bus
          .epoch(stream)
          .then((present) => read(present, 'start'))
          .catch(tell);
    }
  };
  const tell = (error: unknown) => log.warn({ err: error, stream }, 'revocations are read anew');
  const following = follow();

  return {
    endOf({ principal: { id, sessionId }, version }) {
      if (sessionId !== undefined && sessions.get(sessionId)) return 'ACCESS_REVOKED';
      return version < (versions.get(id) ?? 0) ? 'ACCESS_CHANGED' : undefined;
    },
    follow(listener) {
      followers.add(listener);
      return { [Symbol.dispose]: () => void followers.delete(listener) };
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await following;
    },
  };
}
