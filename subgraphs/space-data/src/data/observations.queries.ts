import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
import type { Sighting } from '../domain/movement.ts';

/** Where somebody saw a satellite, and who says so. */
export interface Observation extends Sighting {
  readonly noradId: number;
  readonly source: string;
  readonly fetchedAt: Temporal.Instant;
}

/** Keeps an observation if it is one of the two newest of its satellite; what it was told before changes nothing. */
export async function keepObservation(tx: EntityManager, observation: Observation): Promise<void> {
  const { noradId, at, latitude, longitude, source, fetchedAt } = observation;
  await rows(
    tx,
    sql`
      insert into observations (norad_id, observed_at, latitude, longitude, source, fetched_at)
      values (${noradId}, ${at.toString()}, ${latitude}, ${longitude}, ${source}, ${fetchedAt.toString()})
      on conflict do nothing`,
  );
  await rows(
    tx,
    sql`
      delete from observations where norad_id = ${noradId} and observed_at not in (
        select observed_at from observations where norad_id = ${noradId} order by observed_at desc limit 2)`,
  );
}

interface Row extends Pick<Observation, 'noradId' | 'latitude' | 'longitude' | 'source'> {
  readonly at: string;
  readonly fetchedAt: string;
}

/** The newest observations of satellites, two of each at most, the older one first. */
export async function observationsOf(em: EntityManager, noradIds: readonly number[]): Promise<Observation[]> {
  const found = await rows(
    em,
    sql<Row>`
      select norad_id as "noradId", observed_at as at, latitude, longitude, source, fetched_at as "fetchedAt"
      from observations where norad_id = any(${noradIds}::integer[]) order by norad_id, observed_at`,
  );
  return found.map(({ at, fetchedAt, ...row }) => ({
    ...row,
    at: parseInstant(at),
    fetchedAt: parseInstant(fetchedAt),
  }));
}
