import type { Clock, Log, Metrics } from '@constellation/kit';
import { LRUCache } from 'lru-cache';
import type { Access, EndOfAccess } from './access.ts';
import { askIdentity, type Judge, type Judged, type Verdict } from './judge.ts';
import { cannotTell, tooManyAttempts, Unauthenticated } from './refusals.ts';
import type { RememberedAccesses } from './remembered-accesses.ts';
import { openSecretNames } from './secret-names.ts';

export interface JudgementsOptions {
  readonly judge: Judge;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Keeps what is found good, and is looked at before anybody asks here. */
  readonly remembered: RememberedAccesses;
  /** How an access was revoked, as far as is known here. */
  endOf(access: Access): EndOfAccess | undefined;
}

/** A credential with the header that it stood in, and where its client is. */
export interface Shown {
  readonly authorization: string;
  readonly address?: string | undefined;
}

/** How long good credentials are remembered: revocations end them sooner. */
const goodMs = 5 * 60_000;

/** Bad ones, so that repeating one is no work for identity. A password that becomes right is not kept waiting. */
const knownBad = 10_000;
const badMs = 1_000;

/** So often an access may have been revoked while its credential was judged. */
const mostTurns = 3;

/**
 * Says what keys and passwords give. Those that identity has found good are remembered; asked about at once by one client,
 * they are one question.
 * @throws Unauthenticated, or GraphQLError TOO_MANY_ATTEMPTS or SUBGRAPH_UNAVAILABLE
 */
export function openJudgements(options: JudgementsOptions): (credential: Judged, shown: Shown) => Promise<Access> {
  const { clock, remembered, endOf } = options;
  const nameOf = openSecretNames();
  const bad = new LRUCache<string, { readonly verdict: Verdict; readonly until: number }>({ max: knownBad });
  const underWay = new Map<string, Promise<Verdict>>();
  const ask = asking(options);
  const now = () => clock.now().epochMilliseconds;

  const judge = async (credential: Judged, name: string, { authorization, address }: Shown): Promise<Verdict> => {
    for (let turn = 0; turn < mostTurns; turn += 1) {
      const askedAt = now();
      const verdict = await ask(credential, address);
      if ('refused' in verdict) {
        bad.set(name, { verdict, until: askedAt + badMs });
        return verdict;
      }
      // What was true when identity looked may not be any more.
      if (endOf(verdict.access)) continue;
      remembered.keep(authorization, verdict.access, goodMs);
      return verdict;
    }
    throw cannotTell(new Error('revoked again and again while it was judged'));
  };

  return async (credential, shown) => {
    // Who has to wait, and whose attempts count, is a matter of the address as well.
    const name = nameOf(`${shown.address ?? ''} ${shown.authorization}`);
    const refused = bad.get(name);
    const verdict =
      refused && now() < refused.until
        ? refused.verdict
        : await underWay.getOrInsertComputed(name, () =>
            judge(credential, name, shown).finally(() => underWay.delete(name)),
          );
    if ('access' in verdict) return verdict.access;
    const { until } = verdict.refused;
    if (until) throw tooManyAttempts(until, clock.now());
    throw new Unauthenticated('not a good key or password', credential.kind === 'PASSWORD' ? 'Basic' : 'Bearer');
  };
}

/** Asks and counts; whatever is no answer is an outage. */
function asking({ judge, log, metrics }: JudgementsOptions) {
  const judged = metrics.counter({
    name: 'gateway_credentials_judged_total',
    help: "Keys, devices' secrets and passwords that subgraphs were asked about: good, refused, or unavailable where none answered",
    labels: ['kind', 'outcome'],
  });
  return async (credential: Judged, address: string | undefined): Promise<Verdict> => {
    const kind = credential.kind.toLowerCase();
    try {
      const verdict = await askIdentity(judge, credential, address);
      judged.inc({ kind, outcome: 'access' in verdict ? 'good' : 'refused' });
      return verdict;
    } catch (error) {
      judged.inc({ kind, outcome: 'unavailable' });
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'credentials cannot be judged');
      throw cannotTell(error);
    }
  };
}
