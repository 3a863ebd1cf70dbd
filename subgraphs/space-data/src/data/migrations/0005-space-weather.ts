import { Migration } from '@mikro-orm/migrations';

/** Flares, coronal mass ejections and geomagnetic storms. */
export class KeepSpaceWeather extends Migration {
  override up() {
    for (const statement of [
      `create table space_weather_events (
        id text primary key check (id <> ''),
        kind text not null check (kind in ('FLARE', 'CORONAL_MASS_EJECTION', 'GEOMAGNETIC_STORM')),
        started_at timestamptz not null,
        peak_at timestamptz,
        ended_at timestamptz,
        class_type text,
        speed_km_s double precision check (speed_km_s >= 0),
        note text,
        fetched_at timestamptz not null
      )`,
      'create index on space_weather_events (started_at)',
    ])
      this.addSql(statement);
  }
}
