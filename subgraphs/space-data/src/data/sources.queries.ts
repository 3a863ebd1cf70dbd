import { type Database, type EntityManager, firstRow, parseInstant, rows, sql } from '@constellation/kit';
import type { Breaker, Schedule, Setback } from '../domain/schedule.ts';

/** The right to ask a source, which lasts until another one is given away. */
export interface Lease {
  readonly id: string;
  readonly fence: number;
  readonly since: Temporal.Instant;
  /** Those of the providers of the source that are to be left alone. */
  readonly resting: readonly string[];
}

/** Where a source stands. */
export interface SourceState {
  readonly id: string;
  readonly breaker: Breaker;
  readonly lastSuccessAt: Temporal.Instant | undefined;
  readonly lastError: string | undefined;
  readonly nextAllowedAt: Temporal.Instant;
}

/** Makes sources known, to be asked at once; those that are known stay as they are. */
export const knowSources = (em: EntityManager, sources: readonly Pick<SourceState, 'id'>[]) =>
  rows(
    em,
    sql`
      insert into sources (id, due_at, next_allowed_at, lease_ends_at)
      select id, at, at, at from unnest(${sources.map(({ id }) => id)}::text[]) as id cross join (select clock_instant() as at) as moment
      on conflict do nothing`,
  );

/**
 * Takes the right to ask a source, if it is due, allowed and nobody asks: of many who try, in whatever process, one has it. The
 * least time until the next asking counts from now, even if whoever asks dies of it.
 */
export async function claimSource(
  em: EntityManager,
  id: string,
  { leastSeconds, leaseSeconds }: Schedule,
): Promise<Lease | undefined> {
  const claimed = await firstRow(
    em,
    sql<{ fence: number; since: string; resting: string[] }>`
      update sources set
        fence = fence + 1,
        next_allowed_at = clock_instant() + ${leastSeconds} * interval '1 second',
        lease_ends_at = clock_instant() + ${leaseSeconds} * interval '1 second',
        breaker = case breaker when 'OPEN' then 'HALF_OPEN' else breaker end
      where id = ${id} and greatest(due_at, next_allowed_at, lease_ends_at) <= clock_instant()
      returning fence, clock_instant() as since, array(
        select provider from resting_providers where source_id = id and rests_until > clock_instant()) as resting`,
  );
  return claimed && { ...claimed, id, since: parseInstant(claimed.since) };
}

/**
 * How many times in a row the source of a lease has failed, its row locked; undefined once the lease is lost. Whoever changes
 * others with it has them locked in the same breath, so that nobody waits for whom they keep waiting.
 */
export async function lockLease(
  tx: EntityManager,
  { id, fence }: Lease,
  ids: readonly string[],
): Promise<number | undefined> {
  const locked = await rows(
    tx,
    sql<{ id: string; fence: number; failures: number }>`
      select id, fence, failures from sources where id = any(${ids}::text[]) order by id for update`,
  );
  return locked.find((each) => each.id === id && each.fence === fence)?.failures;
}

/**
 * Notes that the source of a locked lease has answered. Where it had nothing new that confirms what it gave before, if it ever
 * gave anything. A pause that began meanwhile goes on.
 */
export const noteSuccess = (
  tx: EntityManager,
  { id }: Lease,
  { everySeconds, leastSeconds }: Schedule,
  isNew: boolean,
) =>
  rows(
    tx,
    sql`
      update sources set
        due_at = greatest(due_at, clock_instant() + ${everySeconds} * (1 + random() / 10) * interval '1 second'),
        next_allowed_at = greatest(next_allowed_at, clock_instant() + ${leastSeconds} * interval '1 second'),
        lease_ends_at = clock_instant(),
        breaker = 'CLOSED',
        failures = 0,
        last_success_at = case when ${isNew} or last_success_at is not null then clock_instant() end,
        last_error = null
      where id = ${id}`,
  );

/** Notes that the source of a locked lease has failed once more; a longer pause that began meanwhile goes on. */
export const noteFailure = (tx: EntityManager, { id }: Lease, code: string, { breaker, waitSeconds }: Setback) =>
  rows(
    tx,
    sql`
      update sources set
        due_at = greatest(due_at, clock_instant() + ${waitSeconds} * interval '1 second'),
        next_allowed_at = greatest(next_allowed_at, clock_instant() + ${waitSeconds} * interval '1 second'),
        lease_ends_at = clock_instant(),
        breaker = ${breaker},
        failures = failures + 1,
        last_error = ${code}
      where id = ${id}`,
  );

/** Has locked sources left alone for so long from now, or as long as they are anyway. */
export const pauseSources = (tx: EntityManager, ids: readonly string[], seconds: number) =>
  rows(
    tx,
    sql`
      update sources set
        due_at = greatest(due_at, clock_instant() + ${seconds} * interval '1 second'),
        next_allowed_at = greatest(next_allowed_at, clock_instant() + ${seconds} * interval '1 second')
      where id = any(${ids}::text[])`,
  );

/** Has a source asked as soon as somebody looks, if that is allowed; whether it is. */
export async function hurrySource(em: EntityManager, id: string): Promise<boolean> {
  const hurried = await firstRow(
    em,
    sql`
      update sources set due_at = least(due_at, clock_instant())
      where id = ${id} and next_allowed_at <= clock_instant() returning id`,
  );
  return hurried !== undefined;
}

interface Row extends Pick<SourceState, 'id' | 'breaker'> {
  readonly lastSuccessAt: string | null;
  readonly lastError: string | null;
  readonly nextAllowedAt: string;
}

/** Where each source stands that was ever to be asked. */
export async function sourceStates(em: EntityManager): Promise<SourceState[]> {
  const found = await rows(
    em,
    sql<Row>`
      select id, breaker, last_success_at as "lastSuccessAt", last_error as "lastError", next_allowed_at as "nextAllowedAt"
      from sources`,
  );
  return found.map(({ lastSuccessAt, lastError, nextAllowedAt, ...row }) => ({
    ...row,
    lastSuccessAt: lastSuccessAt === null ? undefined : parseInstant(lastSuccessAt),
    lastError: lastError ?? undefined,
    nextAllowedAt: parseInstant(nextAllowedAt),
  }));
}

/** How a source is, as it is measured. */
interface MeasuredSource {
  readonly id: string;
  readonly breaker: Breaker;
  /** Since its last success; null where there was none. */
  readonly ageSeconds: number | null;
}

/** How each source is that was ever to be asked, observed. */
export const measuredSources = (observe: Database['observe']) =>
  observe<MeasuredSource>(`
    select id, breaker, extract(epoch from clock_instant() - last_success_at)::float8 as "ageSeconds" from sources`);
