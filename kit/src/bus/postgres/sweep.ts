import type pg from 'pg';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { type Loop, startLoop } from '../../workers/loop.ts';
import { repeatWindowMs } from '../bus.ts';

const chunk = 5_000;

const sweep = `
  with lock as materialized (
    select pg_try_advisory_xact_lock(hashtextextended('sweep', 0)) as won
  ), expired as (
    select stream, sequence from streams, lateral (
      select stream, sequence, stored_at from messages where stream = streams.name order by sequence limit ${chunk}
    ) as oldest
    where stored_at < $1::timestamptz - max_age_ms * interval '1 millisecond'
  ), replaced as (
    select stream, sequence from messages
     where superseded and stored_at < $1::timestamptz - ${repeatWindowMs} * interval '1 millisecond' limit ${chunk}
  )
  delete from messages using (select * from expired union select * from replaced) as old
   where messages.stream = old.stream and messages.sequence = old.sequence and (select won from lock)`;

/** Deletes what is older than its stream keeps it, in bounded steps, one process at a time. */
export const startSweep = (db: pg.Pool, clock: Clock, everyMs: number, log: Log): Loop =>
  startLoop({
    name: 'bus-sweep',
    everyMs,
    log,
    run: async () => {
      const { rowCount } = await db.query(sweep, [clock.now().toString()]);
      return (rowCount ?? 0) >= chunk;
    },
  });
