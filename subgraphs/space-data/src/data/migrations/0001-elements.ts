import { Migration } from '@mikro-orm/migrations';

/** The newest orbital elements of each satellite. */
export class KeepElements extends Migration {
  override up() {
    for (const statement of [
      `create table elements (
        norad_id integer primary key check (norad_id > 0),
        name text not null,
        mean_elements jsonb not null,
        epoch timestamptz not null,
        source text not null,
        fetched_at timestamptz
      )`,
    ])
      this.addSql(statement);
  }
}
