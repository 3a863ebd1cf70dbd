import { type EntityManager, rows, sql } from '@constellation/kit';

interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly elevation: number;
}

/** A venue as far as the sky above it goes. */
export interface Venue {
  readonly id: string;
  readonly location?: GeoPoint | undefined;
  readonly closed: boolean;
}

/** Keeps what was last said of a venue; anything older than what is known changes nothing, and where it lies is never forgotten. */
export const saveVenue = (em: EntityManager, { id, location, closed }: Venue, version: number) =>
  rows(
    em,
    sql`insert into venues as known (id, version, latitude, longitude, elevation, closed)
      values (${id}, ${version}, ${location?.latitude ?? null}, ${location?.longitude ?? null}, ${location?.elevation ?? null}, ${closed})
      on conflict (id) do update set version = excluded.version, closed = excluded.closed,
        latitude = coalesce(excluded.latitude, known.latitude),
        longitude = coalesce(excluded.longitude, known.longitude),
        elevation = coalesce(excluded.elevation, known.elevation)
      where known.version < excluded.version`,
  );

/** Venues that are open for bookings and known to lie somewhere, by their ids. */
export const openVenues = (em: EntityManager) =>
  rows(
    em,
    sql<{ id: string } & GeoPoint>`
      select id, latitude, longitude, elevation from venues where not closed and latitude is not null order by id`,
  );
