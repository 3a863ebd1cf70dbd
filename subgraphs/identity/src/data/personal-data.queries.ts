import { type EntityManager, firstRow, parseInstant, rows, sql } from '@constellation/kit';
import type { Answer, Job, JobKind } from '../domain/personal-data.ts';

/** A new job that these subgraphs have to answer. */
export async function insertJob(
  tx: EntityManager,
  { id, userId, kind, at }: { id: string; userId: string; kind: JobKind; at: Temporal.Instant },
  subgraphs: readonly string[],
): Promise<void> {
  await rows(
    tx,
    sql`insert into personal_data_jobs (id, user_id, kind, asked_at, created_at)
      values (${id}, ${userId}, ${kind}, ${at.toString()}, ${at.toString()})`,
  );
  await rows(tx, sql`insert into personal_data_answers (job_id, subgraph) select ${id}, unnest(${subgraphs}::text[])`);
}

/** Nobody else begins a job of somebody's before this transaction ends; locked behind their account, if it is here. */
export const lockJobs = (tx: EntityManager, userId: string) =>
  rows(tx, sql`select pg_advisory_xact_lock(hashtextextended('personal-data-jobs ' || ${userId}::uuid, 0))`);

/** What somebody has asked for, newest first. */
export async function jobsOf(em: EntityManager, userId: string, limit: number): Promise<readonly Job[]> {
  const found = await rows(
    em,
    sql<Omit<Job, 'createdAt' | 'answers'> & { createdAt: string; answers: Answer[] }>`
      select id, kind, created_at as "createdAt", (
        select jsonb_agg(jsonb_build_object('subgraph', subgraph, 'outcome', outcome) order by subgraph)
        from personal_data_answers where job_id = job.id) as answers
      from personal_data_jobs as job where user_id = ${userId} order by created_at desc, id desc limit ${limit}`,
  );
  return found.map((row) => ({ ...row, createdAt: parseInstant(row.createdAt) }));
}

/** Writes down what a subgraph has said; what is older than what is known changes nothing. */
export const noteAnswer = (
  em: EntityManager,
  { jobId, subgraph, outcome, version }: Answer & { readonly jobId: string; readonly version: number },
) =>
  rows(
    em,
    sql`update personal_data_answers set outcome = ${outcome}, version = ${version}
      where job_id = ${jobId} and subgraph = ${subgraph} and version < ${version}`,
  );

/** An erasure that is asked for once more. */
export interface AskedAgain {
  readonly id: string;
  readonly userId: string;
  readonly asked: number;
}

/** Counts one more asking for erasures that somebody owes an answer about since before an instant. */
export const askAgainFor = (tx: EntityManager, before: Temporal.Instant, at: Temporal.Instant): Promise<AskedAgain[]> =>
  rows(
    tx,
    sql<AskedAgain>`update personal_data_jobs set asked = asked + 1, asked_at = ${at.toString()}
      where kind = 'ERASURE' and asked_at <= ${before.toString()}
        and id in (select job_id from personal_data_answers where outcome <> 'DONE')
      returning id, user_id as "userId", asked`,
  );

/** Forgets exports that were asked for before an instant. */
export const deleteExportsBefore = (em: EntityManager, before: Temporal.Instant) =>
  rows(em, sql`delete from personal_data_jobs where kind = 'EXPORT' and created_at < ${before.toString()}`);

/** Deletes a locked account with its roles, sessions and tokens. */
export const deleteUser = (tx: EntityManager, userId: string) => rows(tx, sql`delete from users where id = ${userId}`);

/** An account as it is told to its owner; times as the database writes them. */
export interface KeptAccount {
  readonly createdAt: string;
  readonly sessions: readonly Readonly<{
    id: string;
    begunAt: string | null;
    refreshedAt: string;
    endedAt: string | null;
  }>[];
}

/** What is kept of an account, its sessions, its membership and the system it came from, but for secrets. */
export async function accountOf(em: EntityManager, userId: string): Promise<KeptAccount | undefined> {
  const found = await firstRow(
    em,
    sql<{ account: KeptAccount }>`
      select jsonb_build_object('id', id, 'email', email, 'name', name, 'createdAt', created_at,
        'origin', case when legacy_id is not null
          then jsonb_build_object('source', legacy_source, 'id', legacy_id) end,
        'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', role, 'venueId', venue_id)), '[]')
          from role_grants where user_id = users.id),
        'partner', (select jsonb_build_object('id', partners.id, 'name', partners.name)
          from partner_members join partners on partners.id = partner_id where user_id = users.id),
        'sessions', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'begunAt', begun_at, 'refreshedAt', refreshed_at,
            'endedAt', ended_at) order by refreshed_at), '[]') from sessions where user_id = users.id)) as account
      from users where id = ${userId}`,
  );
  return found?.account;
}
