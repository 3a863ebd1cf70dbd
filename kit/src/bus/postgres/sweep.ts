import type pg from 'pg';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { type Loop, startLoop } from '../../workers/loop.ts';
import { repeatWindowMs } from '../bus.ts';

const chunk = 5_000;

const lock = `select where pg_try_advisory_xact_lock(hashtextextended('sweep', 0))`;

const deleteExpired = `
  delete from messages using (
    select stream, sequence from streams, lateral (
      select stream, sequence, stored_at from messages where stream = streams.name order by sequence limit ${chunk}
    ) as oldest
    where stored_at < $1::timestamptz - max_age_ms * interval '1 millisecond'
  ) as expired
  where messages.stream = expired.stream and messages.sequence = expired.sequence`;

const deleteSuperseded = `
  delete from messages using (
    select stream, sequence from messages
     where superseded and stored_at < $1::timestamptz - ${repeatWindowMs} * interval '1 millisecond' limit ${chunk}
  ) as replaced
  where messages.stream = replaced.stream and messages.sequence = replaced.sequence`;

/** Deletes what is older than its stream keeps it, in bounded steps, one process at a time. */
export const startSweep = (db: pg.Pool, clock: Clock, everyMs: number, log: Log): Loop =>
  startLoop({
    name: 'bus-sweep',
    everyMs,
    log,
    run: async () => {
      const client = await db.connect();
      try {
        await client.query('begin');
        const { rowCount: alone } = await client.query(lock);
        const deleted = alone ? await sweep(client, clock.now()) : 0;
        await client.query('commit');
        return deleted >= chunk;
      } catch (error) {
        await client.query('rollback').catch(() => {});
        throw error;
      } finally {
        client.release();
      }
    },
  });

async function sweep(client: pg.ClientBase, now: Temporal.Instant): Promise<number> {
  const expired = await client.query(deleteExpired, [now.toString()]);
  const superseded = await client.query(deleteSuperseded, [now.toString()]);
  return Math.max(expired.rowCount ?? 0, superseded.rowCount ?? 0);
}
