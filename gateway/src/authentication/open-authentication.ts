import { createHash } from 'node:crypto';
import type { Bus, Clock, Log, Metrics } from '@constellation/kit';
import { LRUCache } from 'lru-cache';
import type { Access, EndOfAccess } from './access.ts';
import { authenticateBy, type Authentication } from './authenticate.ts';
import type { Judge } from './judge.ts';
import { openJudgements } from './judgements.ts';
import { staleMs } from './key-set.ts';
import { Unauthenticated } from './refusals.ts';
import { openRevocations } from './revocations.ts';
import { openAccessWatch } from './watch-access.ts';

export interface AuthenticationOptions {
  /** What a token of whoever gives out tokens gives, whether or not it was revoked. @throws Unauthenticated */
  readonly verify: (token: string) => Promise<Access>;
  /** Where partners' keys and passwords are judged. */
  readonly judge: Judge;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Tokens that are known to be good, so that only the first request with one is work. */
const knownTokens = 20_000;

interface Verified {
  readonly access: Access;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** Takes access tokens, partners' keys and passwords, until disposed. Resolves when it knows what was revoked. */
export async function openAuthentication({
  verify,
  judge,
  bus,
  clock,
  log,
  metrics,
}: AuthenticationOptions): Promise<Authentication & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const revocations = opened.use(await openRevocations({ bus, clock, log }));
  const known = new LRUCache<string, Verified>({ max: knownTokens });
  const now = () => clock.now().epochMilliseconds;

  /** Its key may have been withdrawn meanwhile, so a token is remembered for no longer than a key is without asking for it. */
  const verified = async (token: string): Promise<Access> => {
    const name = createHash('sha256').update(token).digest('base64');
    const earlier = known.get(name);
    if (earlier && now() - earlier.at <= staleMs) return earlier.access;
    known.delete(name);
    const access = await verify(token);
    known.set(name, { access, at: now() });
    return access;
  };
  const endOf = (access: Access): EndOfAccess | undefined =>
    access.expiresAt !== undefined && access.expiresAt <= now() ? 'ACCESS_EXPIRED' : revocations.endOf(access);
  const judged = openJudgements({ judge, clock, log, metrics, endOf });
  const authenticate = authenticateBy(async (credential, shown) => {
    if (credential.kind !== 'TOKEN') return judged(credential, shown);
    const access = await verified(credential.token);
    const end = endOf(access);
    if (end) throw new Unauthenticated(end);
    return access;
  });
  const { watch } = opened.use(openAccessWatch({ clock, revocations, endOf }));
  const running = opened.move();
  return { authenticate, watch, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
