import { Migration } from '@mikro-orm/migrations';

/** What comes near the Earth and when: an object comes at most once a day. */
export class KeepNearEarthObjects extends Migration {
  override up() {
    for (const statement of [
      `create table near_earth_objects (
        object_id text not null check (object_id <> ''),
        day date not null,
        name text not null check (name <> ''),
        hazardous boolean not null,
        diameter_min_km double precision not null check (diameter_min_km >= 0),
        diameter_max_km double precision not null check (diameter_max_km >= diameter_min_km),
        closest_at timestamptz not null,
        miss_distance_km double precision not null check (miss_distance_km >= 0),
        velocity_km_s double precision not null check (velocity_km_s >= 0),
        fetched_at timestamptz not null,
        primary key (object_id, day)
      )`,
      'create index on near_earth_objects (closest_at)',
    ])
      this.addSql(statement);
  }
}
