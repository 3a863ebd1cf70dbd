import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
import { forgottenBefore } from '../domain/retention.ts';
import type { Window } from '../domain/window.ts';

/** How an object comes near the Earth. */
interface Shown {
  readonly name: string;
  readonly hazardous: boolean;
  readonly diameterMinKm: number;
  readonly diameterMaxKm: number;
  readonly closestAt: Temporal.Instant;
  /** From the middle of the Earth. */
  readonly missDistanceKm: number;
  /** Relative to the Earth. */
  readonly velocityKmS: number;
}

/** The same as its source lists it. */
export interface Approach extends Shown {
  readonly objectId: string;
  /** The day that it is listed under, YYYY-MM-DD. */
  readonly day: string;
}

/** The same as it is kept. */
export interface KeptApproach extends Shown {
  /** Of the approach: the object may come again on another day. */
  readonly id: string;
  readonly fetchedAt: Temporal.Instant;
}

/**
 * Keeps the approaches of some days in place of those that were listed under them; an object that is listed a day earlier or
 * later now is moved, as none comes so soon again. What came near more than a year ago is forgotten.
 */
export async function keepApproaches(
  tx: EntityManager,
  days: readonly string[],
  approaches: readonly Approach[],
  fetchedAt: Temporal.Instant,
): Promise<void> {
  const given = approaches.map((each) => ({
    object_id: each.objectId,
    day: each.day,
    name: each.name,
    hazardous: each.hazardous,
    diameter_min_km: each.diameterMinKm,
    diameter_max_km: each.diameterMaxKm,
    closest_at: each.closestAt.toString(),
    miss_distance_km: each.missDistanceKm,
    velocity_km_s: each.velocityKmS,
  }));
  await rows(
    tx,
    sql`
      with given as materialized (
        select distinct on (object_id, day) *
        from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(
          object_id text, day date, name text, hazardous boolean, diameter_min_km double precision,
          diameter_max_km double precision, closest_at timestamptz, miss_distance_km double precision,
          velocity_km_s double precision)
        order by object_id, day, miss_distance_km
      ), gone as (
        delete from near_earth_objects kept
        where not exists (select from given where (given.object_id, given.day) = (kept.object_id, kept.day))
          and (
            day = any(${days}::date[])
            or exists (select from given where given.object_id = kept.object_id and abs(given.day - kept.day) = 1)
          )
      )
      insert into near_earth_objects (
        object_id, day, name, hazardous, diameter_min_km, diameter_max_km, closest_at, miss_distance_km, velocity_km_s,
        fetched_at)
      select given.*, ${fetchedAt.toString()}::timestamptz from given
      on conflict (object_id, day) do update set
        name = excluded.name,
        hazardous = excluded.hazardous,
        diameter_min_km = excluded.diameter_min_km,
        diameter_max_km = excluded.diameter_max_km,
        closest_at = excluded.closest_at,
        miss_distance_km = excluded.miss_distance_km,
        velocity_km_s = excluded.velocity_km_s,
        fetched_at = excluded.fetched_at`,
  );
  await rows(
    tx,
    sql`delete from near_earth_objects where closest_at < ${forgottenBefore('nearEarthObjects', fetchedAt)}`,
  );
}

interface Row extends Omit<KeptApproach, 'closestAt' | 'fetchedAt'> {
  readonly closestAt: string;
  readonly fetchedAt: string;
}

/** The approaches of a stretch of time, in order. */
export async function approachesIn(em: EntityManager, { from, to }: Window): Promise<KeptApproach[]> {
  const found = await rows(
    em,
    sql<Row>`
      select object_id || '-' || day as id, name, hazardous, diameter_min_km as "diameterMinKm",
        diameter_max_km as "diameterMaxKm", closest_at as "closestAt", miss_distance_km as "missDistanceKm",
        velocity_km_s as "velocityKmS", fetched_at as "fetchedAt"
      from near_earth_objects
      where closest_at >= ${from.toString()} and closest_at < ${to.toString()}
      order by closest_at, object_id`,
  );
  return found.map(({ closestAt, fetchedAt, ...row }) => ({
    ...row,
    closestAt: parseInstant(closestAt),
    fetchedAt: parseInstant(fetchedAt),
  }));
}
