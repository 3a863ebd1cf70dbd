import type { StreamDefinition } from '@constellation/schema';
import type pg from 'pg';
import { patternSource } from '../subject-pattern.ts';

/** Creates or updates a stream, and wakes who already waits for it. */
export async function declareStream(
  db: pg.Pool,
  { name, subjects, maxAgeMs, lastPerSubject, mostBytes }: StreamDefinition,
): Promise<void> {
  await db.query(
    `insert into streams (name, subject_patterns, last_per_subject, max_age_ms, most_bytes) values ($1, $2, $3, $4, $5)
     on conflict (name) do update set subject_patterns = excluded.subject_patterns,
       last_per_subject = excluded.last_per_subject, max_age_ms = excluded.max_age_ms,
       most_bytes = excluded.most_bytes`,
    [name, subjects.map(patternSource), lastPerSubject ?? false, maxAgeMs ?? null, mostBytes ?? null],
  );
  await db.query("select pg_notify('messages', $1)", [name]);
}
