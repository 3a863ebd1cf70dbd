import type { Scope } from '@constellation/kit';
import { type Provider, providerFailures, restProvider, wakeProvider } from '../data/providers.queries.ts';
import { claimSource, type Lease, lockLease, noteFailure, noteSuccess, pauseSources } from '../data/sources.queries.ts';
import { afterFailure, quotaPauseSeconds } from '../domain/schedule.ts';
import { providerBackOff, sharersOf } from '../domain/schedules.ts';
import type { Providers, Source } from '../outside/source.ts';
import { UpstreamFailure } from '../outside/upstream-failure.ts';
import { tellOfSource } from './tell-of-source.ts';

/** What came of an attempt: nobody was to be asked now, or it was asked, or it answered when another had the right to ask. */
export type Refreshed = 'NOT_NOW' | 'DONE' | 'FAILED' | 'TOO_LATE';

/** Is told that an asking begins, and then how it ended: `done`, `too_late`, or the code of the failure; not of one that threw. */
export type TellOfAsking = () => (outcome: string) => void;

/**
 * Asks a source if it is due and nobody else does, and keeps what comes, each piece and the outcome in a transaction of its
 * own that holds the right to. A failure leaves what was kept before; so does an answer that comes when the right is lost.
 * @throws what is no failure of the source, a bug or an outage of ours; it is noted as `INTERNAL`, if that is possible
 */
export async function refreshSource(
  scope: Scope,
  source: Source,
  begin: TellOfAsking = () => () => {},
): Promise<Refreshed> {
  const lease = await claimSource(scope.em, source.id, source.schedule);
  if (!lease) return 'NOT_NOW';
  const tellEnd = begin();
  try {
    return await takeIn(scope, source, lease, tellEnd);
  } catch (error) {
    // What went wrong first counts: where the database is away nothing can be noted either.
    await noteEnd(scope, source, lease, { isNew: false, failure: { code: 'INTERNAL' } }).catch(() => {});
    throw error;
  }
}

/** Keeps what comes, and notes and tells the outcome. */
async function takeIn(
  scope: Scope,
  source: Source,
  lease: Lease,
  tellEnd: ReturnType<TellOfAsking>,
): Promise<Refreshed> {
  const { id } = source;
  const asked: AskedProviders = new Map();
  const { isNew, passedOver, failure } = await keepAnswer(scope, source, lease, {
    isResting: (provider) => lease.resting.includes(provider),
    note: (provider, failed) => void asked.set(provider, failed),
  });
  if (passedOver > 0) scope.log.warn({ source: id, passedOver }, 'entries of a source passed over');
  const noted = await noteEnd(scope, source, lease, { isNew, failure, asked });
  for (const [provider, failed] of asked)
    if (failed) scope.log.warn({ source: id, provider, code: failed.code }, 'provider failed');
  if (failure) scope.log.warn({ source: id, code: failure.code }, 'source failed');
  tellEnd(failure?.code ?? (noted ? 'done' : 'too_late'));
  if (!noted) return 'TOO_LATE';
  return failure ? 'FAILED' : 'DONE';
}

/** What came of asking each provider of a source that was asked. */
type AskedProviders = Map<string, UpstreamFailure | undefined>;

interface End {
  readonly isNew: boolean;
  readonly asked?: AskedProviders;
  readonly failure?: Failure | undefined;
}

interface Failure extends Partial<Pick<UpstreamFailure, 'retryAfterSeconds' | 'isOverQuota'>> {
  readonly code: string;
}

/** Notes what came of an asking, and tells it; false where the lease is lost. Where a quota is used up, all who share it pause. */
async function noteEnd(
  scope: Pick<Scope, 'em'>,
  source: Source,
  lease: Lease,
  { isNew, asked, failure }: End,
): Promise<boolean> {
  const { id, schedule } = source;
  const paused = failure?.isOverQuota ? sharersOf(id) : [id];
  return withLease(scope, lease, paused, async (tx, failures) => {
    if (!failure) await noteSuccess(tx, lease, schedule, isNew);
    else await noteFailure(tx, lease, failure.code, afterFailure(failures + 1, schedule, failure.retryAfterSeconds));
    if (failure?.isOverQuota) await pauseSources(tx, paused, quotaPauseSeconds(schedule, failure.retryAfterSeconds));
    for (const [provider, failed] of asked ?? []) await noteProvider(tx, { sourceId: id, provider }, failed);
    await tellOfSource(tx, source);
  });
}

/** Notes what came of asking a provider; one that failed is left alone, whether or not another answered in its place. */
async function noteProvider(tx: Scope['em'], provider: Provider, failure: UpstreamFailure | undefined): Promise<void> {
  if (!failure) return void (await wakeProvider(tx, provider));
  const failures = (await providerFailures(tx, provider)) + 1;
  await restProvider(tx, provider, afterFailure(failures, providerBackOff, failure.retryAfterSeconds).waitSeconds);
}

interface Taken {
  readonly isNew: boolean;
  /** How many entries could not be kept. */
  readonly passedOver: number;
  readonly failure?: UpstreamFailure;
}

async function keepAnswer(
  scope: Pick<Scope, 'em'>,
  source: Source,
  lease: Lease,
  providers: Providers,
): Promise<Taken> {
  let [isNew, passedOver] = [false, 0];
  try {
    for await (const received of source.ask(lease.since, (entries) => void (passedOver += entries), providers)) {
      const kept = await withLease(scope, lease, [lease.id], received);
      if (!kept) break;
      isNew = true;
    }
  } catch (failure) {
    if (!(failure instanceof UpstreamFailure)) throw failure;
    return { isNew, passedOver, failure };
  }
  return { isNew, passedOver };
}

/** Does something in a transaction that holds the lease, and these sources locked; false where it is lost. */
const withLease = (
  { em }: Pick<Scope, 'em'>,
  lease: Lease,
  ids: readonly string[],
  work: (tx: Scope['em'], failures: number) => Promise<unknown>,
): Promise<boolean> =>
  em.transactional(async (tx) => {
    const failures = await lockLease(tx, lease, ids);
    if (failures === undefined) return false;
    await work(tx, failures);
    return true;
  });
