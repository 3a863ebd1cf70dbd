import { type EntityManager, firstRow, parseInstant, rows, sql } from '@constellation/kit';
import type { Kept } from '../domain/retention.ts';

/** What decides whether a reading is kept, at this moment. */
export interface Retention extends Kept {
  readonly now: Temporal.Instant;
}

/** For how many days readings are kept one by one, as whoever started last has said, and which were dropped. */
export async function readRetention(em: EntityManager): Promise<Retention> {
  const row = await firstRow(
    em,
    sql<{ now: string; keptDays: number; droppedBefore: string | null }>`
      select clock_instant() as now, days as "keptDays", dropped_before as "droppedBefore" from readings_kept`,
  );
  if (!row) throw new Error('Nothing says how long readings are kept');
  const { now, keptDays, droppedBefore } = row;
  return {
    now: parseInstant(now),
    keptDays,
    droppedBefore: droppedBefore === null ? null : parseInstant(droppedBefore),
  };
}

/** Says it for all processes. */
export const keepReadings = (em: EntityManager, days: number) =>
  rows(em, sql`update readings_kept set days = ${days} where days <> ${days}`);

/** Deletes rollups of minutes that are older than that, a chunk at a time; answers how many. */
export async function deleteOldMinutes(em: EntityManager, days: number, chunk: number): Promise<number> {
  const deleted = await rows(
    em,
    // By series, as nothing else finds the old ones among hundreds of millions.
    sql`delete from minutes where ctid = any(array(
        select place from series cross join lateral (
          select ctid as place from minutes
          where minutes.series = key and start < clock_instant() - ${days} * interval '1 day'
          order by start limit ${chunk}) as old
        limit ${chunk}))
      returning series`,
  );
  return deleted.length;
}
