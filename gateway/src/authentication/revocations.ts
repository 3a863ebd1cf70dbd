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

/** Longer than any access token lives, and than anything else that is good counts without being asked about. */
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

  const note = ({ event }: Stored, mayBeLate: boolean) => {
    if (event.type !== identityRevoked.type) return;
    const now = clock.now().epochMilliseconds;
    const until = (mayBeLate ? now : Temporal.Instant.from(event.time).epochMilliseconds) + rememberedMs;
    if (until < now) return;
    const { version, data } = parseEvent(identityRevoked, event);
    const { principalId, sessionId } = data;
    if (sessionId === null) versions.set(principalId, Math.max(version, versions.get(principalId) ?? 0), until);
    else sessions.set(sessionId, true, until);
    for (const follower of followers) follower(sessionId ?? principalId);
  };
  // What comes later may be late: a socket may be open whose access would end by nothing else.
  const read = async (epoch: string, from: Place, until?: number) => {
    const reading = { bus, stream, log, epoch, from, signal, ...(until !== undefined && { until }) };
    for await (const stored of readOn(reading)) note(stored, until === undefined);
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
