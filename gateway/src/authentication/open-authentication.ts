import type { Bus, Clock, Log, Metrics } from '@constellation/kit';
import type { Access, EndOfAccess } from './access.ts';
import { type Authenticate, authenticateBy, type Authentication } from './authenticate.ts';
import type { Judge } from './judge.ts';
import { openJudgements } from './judgements.ts';
import { staleMs } from './key-set.ts';
import { Unauthenticated } from './refusals.ts';
import { rememberedAccesses } from './remembered-accesses.ts';
import { openRevocations } from './revocations.ts';
import { openAccessWatch } from './watch-access.ts';

export interface AuthenticationOptions {
  /** What a token of whoever gives out tokens gives, whether or not it was revoked. @throws Unauthenticated */
  readonly verify: (token: string) => Promise<Access>;
  /** Where all else is judged. */
  readonly judge: Judge;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
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
  const endOf = (access: Access): EndOfAccess | undefined =>
    access.expiresAt !== undefined && access.expiresAt <= clock.now().epochMilliseconds
      ? 'ACCESS_EXPIRED'
      : revocations.endOf(access);
  const remembered = rememberedAccesses({ clock, endOf });
  const judged = openJudgements({ judge, clock, log, metrics, remembered, endOf });
  const authenticateNew = authenticateBy(async (credential, shown) => {
    if (credential.kind !== 'TOKEN') return judged(credential, shown);
    const access = await verify(credential.token);
    const end = endOf(access);
    if (end) throw new Unauthenticated(end);
    // Its key may be withdrawn meanwhile, so a token is remembered for no longer than a key is without asking for it.
    remembered.keep(shown.authorization, access, staleMs);
    return access;
  });
  const authenticate: Authenticate = async (credentials) => {
    const { authorization } = credentials;
    return (authorization !== undefined && remembered.find(authorization)) || authenticateNew(credentials);
  };
  const { watch } = opened.use(openAccessWatch({ clock, revocations, endOf }));
  const running = opened.move();
  return { authenticate, watch, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
