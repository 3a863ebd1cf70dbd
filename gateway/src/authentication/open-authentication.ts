import { createHash } from 'node:crypto';
import type { Bus, Clock, Log } from '@constellation/kit';
import { LRUCache } from 'lru-cache';
import { type AccessToken, verifyAccessToken } from './access-token.ts';
import { type Authenticate, authenticateBearer, Unauthenticated } from './authenticate.ts';
import { type KeySource, openKeySet } from './key-set.ts';
import { openRevocations } from './revocations.ts';

export interface AuthenticationOptions {
  /** The identity subgraph's public keys. */
  readonly keys: KeySource;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

/** Takes access tokens of the identity subgraph, until disposed. */
export interface Authentication extends AsyncDisposable {
  readonly authenticate: Authenticate;
}

/** Tokens that are known to be good, so that only the first request with one is work. */
const knownTokens = 20_000;

/** Resolves when it knows what was revoked. */
export async function openAuthentication({ keys, bus, clock, log }: AuthenticationOptions): Promise<Authentication> {
  const revocations = await openRevocations({ bus, clock, log });
  const keySet = openKeySet({ source: keys, clock });
  const known = new LRUCache<string, AccessToken>({ max: knownTokens });

  const verified = async (token: string): Promise<AccessToken> => {
    const name = createHash('sha256').update(token).digest('base64');
    const earlier = known.get(name);
    if (earlier) return earlier;
    const fresh = await verifyAccessToken(token, keySet, clock);
    known.set(name, fresh);
    return fresh;
  };
  const authenticate = authenticateBearer(async (token) => {
    const access = await verified(token);
    if (access.expiresAt <= clock.now().epochMilliseconds) throw new Unauthenticated('the token has expired');
    if (revocations.includes(access)) throw new Unauthenticated('the token was revoked');
    return access.principal;
  });
  return { authenticate, [Symbol.asyncDispose]: () => revocations[Symbol.asyncDispose]() };
}
