import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
import { forgottenBefore } from '../domain/retention.ts';
import type { Window } from '../domain/window.ts';

export type SpaceWeatherKind = 'FLARE' | 'CORONAL_MASS_EJECTION' | 'GEOMAGNETIC_STORM';

/** Something on the Sun, or what came of it at the Earth. */
interface Shown {
  readonly id: string;
  readonly kind: SpaceWeatherKind;
  readonly startedAt: Temporal.Instant;
  readonly peakAt: Temporal.Instant | undefined;
  readonly endedAt: Temporal.Instant | undefined;
  /** Of a flare: how strong it was in X-rays. */
  readonly classType: string | undefined;
  /** Of an ejection. */
  readonly speedKmS: number | undefined;
  readonly note: string | undefined;
}

/** The same as its source tells it; of two versions the higher one counts. */
export interface SpaceWeatherEvent extends Shown {
  readonly version: number;
}

/** The same as it is kept. */
export interface KeptEvent extends Shown {
  readonly fetchedAt: Temporal.Instant;
}

/** Keeps events in place of what was known of the same ones, and forgets those that began more than a year ago. */
export async function keepEvents(
  tx: EntityManager,
  events: readonly SpaceWeatherEvent[],
  fetchedAt: Temporal.Instant,
): Promise<void> {
  const given = events.map((each) => ({
    id: each.id,
    kind: each.kind,
    started_at: each.startedAt.toString(),
    peak_at: each.peakAt?.toString(),
    ended_at: each.endedAt?.toString(),
    class_type: each.classType,
    speed_km_s: each.speedKmS,
    note: each.note,
    version: each.version,
  }));
  await rows(
    tx,
    sql`
      insert into space_weather_events (
        id, kind, started_at, peak_at, ended_at, class_type, speed_km_s, note, fetched_at)
      select distinct on (id) id, kind, started_at, peak_at, ended_at, class_type, speed_km_s, note,
        ${fetchedAt.toString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(
        id text, kind text, started_at timestamptz, peak_at timestamptz, ended_at timestamptz, class_type text,
        speed_km_s double precision, note text, version double precision)
      order by id, version desc
      on conflict (id) do update set
        kind = excluded.kind,
        started_at = excluded.started_at,
        peak_at = excluded.peak_at,
        ended_at = excluded.ended_at,
        class_type = excluded.class_type,
        speed_km_s = excluded.speed_km_s,
        note = excluded.note,
        fetched_at = excluded.fetched_at`,
  );
  await rows(
    tx,
    sql`delete from space_weather_events where started_at < ${forgottenBefore('spaceWeather', fetchedAt)}`,
  );
}

interface Row extends Pick<KeptEvent, 'id' | 'kind'> {
  readonly startedAt: string;
  readonly peakAt: string | null;
  readonly endedAt: string | null;
  readonly classType: string | null;
  readonly speedKmS: number | null;
  readonly note: string | null;
  readonly fetchedAt: string;
}

/** The events of these kinds that began in a stretch of time, the newest first; of all kinds where none is told. */
export async function eventsIn(
  em: EntityManager,
  { from, to }: Window,
  kinds: readonly SpaceWeatherKind[] | undefined,
): Promise<KeptEvent[]> {
  const found = await rows(
    em,
    sql<Row>`
      select id, kind, started_at as "startedAt", peak_at as "peakAt", ended_at as "endedAt", class_type as "classType",
        speed_km_s as "speedKmS", note, fetched_at as "fetchedAt"
      from space_weather_events
      where started_at >= ${from.toString()} and started_at < ${to.toString()}
        and kind = any(coalesce(${kinds ?? null}::text[], array[kind]))
      order by started_at desc, id`,
  );
  return found.map(({ startedAt, peakAt, endedAt, classType, speedKmS, note, fetchedAt, ...row }) => ({
    ...row,
    startedAt: parseInstant(startedAt),
    peakAt: peakAt === null ? undefined : parseInstant(peakAt),
    endedAt: endedAt === null ? undefined : parseInstant(endedAt),
    classType: classType ?? undefined,
    speedKmS: speedKmS ?? undefined,
    note: note ?? undefined,
    fetchedAt: parseInstant(fetchedAt),
  }));
}
