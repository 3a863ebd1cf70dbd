import { Migration } from '@mikro-orm/migrations';

/** Who is asked when and what came of it, and the newest observations of satellites. */
export class AskSources extends Migration {
  override up() {
    for (const statement of [
      `create table sources (
        id text primary key,
        due_at timestamptz not null,
        next_allowed_at timestamptz not null,
        lease_ends_at timestamptz not null,
        fence integer not null default 0,
        breaker text not null default 'CLOSED' check (breaker in ('CLOSED', 'OPEN', 'HALF_OPEN')),
        failures integer not null default 0 check (failures >= 0),
        last_success_at timestamptz,
        last_error text
      )`,
      `create table observations (
        norad_id integer not null check (norad_id > 0),
        observed_at timestamptz not null,
        latitude double precision not null check (latitude between -90 and 90),
        longitude double precision not null check (longitude between -180 and 180),
        source text not null,
        fetched_at timestamptz not null,
        primary key (norad_id, observed_at)
      )`,
    ])
      this.addSql(statement);
  }
}
