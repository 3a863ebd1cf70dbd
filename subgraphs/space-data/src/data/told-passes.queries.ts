import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
import { soonSeconds } from '../domain/soon.ts';

/** A pass over a venue that can be seen; instants as text. */
export interface SeenPass {
  readonly venueId: string;
  readonly culmination: string;
  readonly visibleFrom: string;
  readonly visibleTo: string;
}

/** A pass that nobody else tells of. */
export interface ClaimedPass {
  readonly venueId: string;
  /** How many were told of above this venue, with this one. */
  readonly version: number;
  readonly at: Temporal.Instant;
}

/** Has nobody else change what is told of these venues before this transaction ends. */
export const lockVenues = (tx: EntityManager, ids: readonly string[]) =>
  rows(tx, sql`select from venues where id = any(${ids}::uuid[]) order by id for update`);

/**
 * Claims those passes over locked venues that are to be told of now and were not, one of each venue. Passes of a satellite that
 * culminate within half a revolution of each other are the same one, as newer elements know it; the constraint
 * `each_pass_once` sees to it. What is older than a day is forgotten.
 */
export async function claimPasses(
  tx: EntityManager,
  noradId: number,
  revolutionMs: number,
  passes: readonly SeenPass[],
): Promise<ClaimedPass[]> {
  const quarter = sql`${revolutionMs / 4} * interval '1 millisecond'`;
  const claimed = await rows(
    tx,
    sql<{ venueId: string; version: number; at: string }>`
      with due as (
        select distinct on (id) id, culmination
        from jsonb_to_recordset(${JSON.stringify(passes)}::jsonb)
          as seen ("venueId" uuid, culmination timestamptz, "visibleFrom" timestamptz, "visibleTo" timestamptz)
        join venues on id = "venueId" and not closed
        where "visibleFrom" - ${soonSeconds} * interval '1 second' <= clock_instant() and clock_instant() < "visibleTo"
        order by id, culmination
      ), told as (
        insert into told_passes (venue_id, norad_id, around)
        select id, ${noradId}, tstzrange(culmination - ${quarter}, culmination + ${quarter}) from due
        on conflict do nothing returning venue_id
      ), forgotten as (
        delete from told_passes
        where venue_id in (select venue_id from told) and upper(around) < clock_instant() - interval '1 day'
      )
      update venues set passes_told = passes_told + 1 from told where id = told.venue_id
      returning id as "venueId", passes_told as version, clock_instant() as at`,
  );
  return claimed.map(({ at, ...pass }) => ({ ...pass, at: parseInstant(at) }));
}
