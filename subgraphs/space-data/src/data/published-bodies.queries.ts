import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
import type { BodyName } from '../domain/body-names.ts';
import type { BodyDirection } from '../domain/body-separation.ts';
import type { Place } from '../domain/place.ts';

/** Where somebody says that a body stands. */
export interface PublishedBody {
  readonly body: BodyName;
  readonly at: Temporal.Instant;
  readonly direction: BodyDirection;
}

/** The same as it is kept: over which place, and when that was asked for. */
export interface KeptBody extends PublishedBody {
  readonly place: Place;
  readonly fetchedAt: Temporal.Instant;
}

/** Keeps what is said of bodies now in place of what was said before, one row for each. */
export async function keepPublishedBodies(
  tx: EntityManager,
  bodies: readonly PublishedBody[],
  { place, fetchedAt }: Pick<KeptBody, 'place' | 'fetchedAt'>,
): Promise<void> {
  const given = bodies.map(({ body, at, direction }) => ({ body, at: at.toString(), ...direction }));
  await rows(
    tx,
    sql`
      insert into published_bodies (body, at, azimuth, elevation, latitude, longitude, height, fetched_at)
      select distinct on (body) body, at, azimuth, elevation,
        ${place.latitude}::float8, ${place.longitude}::float8, ${place.elevation}::float8, ${fetchedAt.toString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given(body text, at timestamptz, azimuth float8, elevation float8)
      order by body
      on conflict (body) do update set
        at = excluded.at,
        latitude = excluded.latitude,
        longitude = excluded.longitude,
        height = excluded.height,
        azimuth = excluded.azimuth,
        elevation = excluded.elevation,
        fetched_at = excluded.fetched_at
      where published_bodies.fetched_at <= excluded.fetched_at`,
  );
}

interface Row extends Place, BodyDirection {
  readonly body: BodyName;
  readonly at: string;
  readonly height: number;
  readonly fetchedAt: string;
}

/** What was said last of every body. */
export async function publishedBodies(em: EntityManager): Promise<KeptBody[]> {
  const found = await rows(
    em,
    sql<Row>`
      select body, at, latitude, longitude, height, azimuth, elevation, fetched_at as "fetchedAt" from published_bodies`,
  );
  return found.map(({ body, at, latitude, longitude, height, azimuth, elevation, fetchedAt }) => ({
    body,
    at: parseInstant(at),
    place: { latitude, longitude, elevation: height },
    direction: { azimuth, elevation },
    fetchedAt: parseInstant(fetchedAt),
  }));
}
