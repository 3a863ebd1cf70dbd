import { type EntityManager, firstRow, rows, sql } from '../database/query.ts';
import { isId } from '../identifier.ts';
import type { Principal } from '../principal.ts';
import type { PersonalDataPart } from './personal-data.ts';

/** A request of somebody's about their data; `asked` is its version. */
export interface Job {
  readonly jobId: string;
  readonly userId: string;
  readonly asked: number;
}

/** Whether a job is still to be done; nobody else does it until this transaction ends. */
export async function lockJob(tx: EntityManager, { jobId, userId, asked }: Job): Promise<boolean> {
  await rows(
    tx,
    sql`insert into personal_data (job_id, user_id, created_at) values (${jobId}, ${userId}, clock_instant())
      on conflict do nothing`,
  );
  const known = await firstRow(
    tx,
    sql<{ asked: number }>`select asked from personal_data where job_id = ${jobId} for update`,
  );
  return known !== undefined && known.asked < asked;
}

/** Keeps what became of a locked job; answers the version of the answer. */
export const settleJob = (tx: EntityManager, { jobId, asked }: Job, part: object | null): Promise<number> =>
  counted(
    tx,
    sql`update personal_data set asked = ${asked}, answers = answers + 1, failures = 0,
      part = ${part === null ? null : JSON.stringify(part)}, stored_at = clock_instant()
      where job_id = ${jobId} returning answers as count`,
  );

/** Counts a failure of a locked job. */
export const countFailure = (tx: EntityManager, { jobId }: Job): Promise<number> =>
  counted(
    tx,
    sql`update personal_data set failures = failures + 1 where job_id = ${jobId} returning failures as count`,
  );

/** Counts an answer about a locked job that is not done. */
export const countAnswer = (tx: EntityManager, { jobId }: Job): Promise<number> =>
  counted(tx, sql`update personal_data set answers = answers + 1 where job_id = ${jobId} returning answers as count`);

async function counted(tx: EntityManager, statement: ReturnType<typeof sql<{ count: number }>>): Promise<number> {
  const row = await firstRow(tx, statement);
  if (!row) throw new Error('A locked job is gone');
  return row.count;
}

const kept = sql`interval '7 days'`;

/** What of an export is here for whoever asks: nobody gets another person's. */
export async function partFor(em: EntityManager, { kind, id }: Principal, jobId: string): Promise<PersonalDataPart> {
  if (kind !== 'USER' || !isId(jobId) || !isId(id)) return { state: 'NONE' };
  const found = await firstRow(
    em,
    sql<{ part: object | null; expired: boolean }>`
      select part, stored_at <= clock_instant() - ${kept} as expired from personal_data
      where job_id = ${jobId} and user_id = ${id} and stored_at is not null`,
  );
  if (!found) return { state: 'NONE' };
  return found.part === null || found.expired ? { state: 'EXPIRED' } : { state: 'STORED', part: found.part };
}

/** Forgets parts after seven days, and that there was a job after sixty. */
export async function forgetParts(em: EntityManager): Promise<void> {
  await rows(
    em,
    sql`update personal_data set part = null where part is not null and stored_at <= clock_instant() - ${kept}`,
  );
  await rows(em, sql`delete from personal_data where created_at <= clock_instant() - interval '60 days'`);
}
