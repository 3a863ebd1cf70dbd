import { Migration } from '@mikro-orm/migrations';

/** Where others say that bodies of the solar system stand, as they said it last: degrees, and metres of height. */
export class KeepPublishedBodies extends Migration {
  override up() {
    for (const statement of [
      `create table published_bodies (
        body text primary key,
        at timestamptz not null,
        latitude double precision not null check (latitude between -90 and 90),
        longitude double precision not null check (longitude between -180 and 180),
        height double precision not null,
        azimuth double precision not null check (azimuth between 0 and 360),
        elevation double precision not null check (elevation between -90 and 90),
        fetched_at timestamptz not null
      )`,
    ])
      this.addSql(statement);
  }
}
