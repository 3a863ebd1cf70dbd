import { createHash } from 'node:crypto';
import type { Bus, Clock, Log } from '@constellation/kit';
import { LRUCache } from 'lru-cache';
import { verifyAccessToken } from './access-token.ts';
import type { Access, EndOfAccess } from './access.ts';
import { authenticateBearer, type Authentication, Unauthenticated } from './authenticate.ts';
import { type KeySource, openKeySet } from './key-set.ts';
import { openRevocations } from './revocations.ts';
import { openAccessWatch } from './watch-access.ts';

export interface AuthenticationOptions {
  /** The identity subgraph's public keys. */
  readonly keys: KeySource;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

/** Tokens that are known to be good, so that only the first request with one is work. */
const knownTokens = 20_000;

/** Takes access tokens of the identity subgraph, until disposed. Resolves when it knows what was revoked. */
export async function openAuthentication({
  keys,
  bus,
  clock,
  log,
}: AuthenticationOptions): Promise<Authentication & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const revocations = opened.use(await openRevocations({ bus, clock, log }));
  const keySet = openKeySet({ source: keys, clock });
  const known = new LRUCache<string, Access>({ max: knownTokens });

  const verified = async (token: string): Promise<Access> => {
    const name = createHash('sha256').update(token).digest('base64');
    const earlier = known.get(name);
    if (earlier) return earlier;
    const fresh = await verifyAccessToken(token, keySet, clock);
    known.set(name, fresh);
    return fresh;
  };
  const endOf = (access: Access): EndOfAccess | undefined =>
    access.expiresAt !== undefined && access.expiresAt <= clock.now().epochMilliseconds
      ? 'ACCESS_EXPIRED'
      : revocations.endOf(access);
  const authenticate = authenticateBearer(async (token) => {
    const access = await verified(token);
    const end = endOf(access);
    if (end) throw new Unauthenticated(end);
    return access;
  });
  const { watch } = opened.use(openAccessWatch({ clock, revocations, endOf }));
  const running = opened.move();
  return { authenticate, watch, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
