import { Migration } from '@mikro-orm/migrations';

/** Where venues are, which passes over them were told of, and what was told of sources. */
export class TellOfSpace extends Migration {
  override up() {
    for (const statement of [
      'create extension if not exists btree_gist',
      `create table venues (
        id uuid primary key,
        version integer not null check (version > 0),
        latitude double precision check (latitude between -90 and 90),
        longitude double precision check (longitude between -180 and 180),
        elevation double precision,
        closed boolean not null,
        passes_told integer not null default 0,
        check (num_nulls(latitude, longitude, elevation) in (0, 3))
      )`,
      `create table told_passes (
        venue_id uuid not null references venues,
        norad_id integer not null check (norad_id > 0),
        around tstzrange not null,
        constraint each_pass_once exclude using gist (venue_id with =, norad_id with =, around with &&)
      )`,
      `alter table sources
        add column event_id uuid not null default gen_random_uuid(),
        add column events integer not null default 0,
        add column told jsonb`,
    ])
      this.addSql(statement);
  }
}
