import { Migration } from '@mikro-orm/migrations';

/** Launches that are to come, and those that have been for a while. */
export class KeepLaunches extends Migration {
  override up() {
    for (const statement of [
      `create table launches (
        id uuid primary key,
        name text not null,
        net timestamptz not null,
        net_precision text,
        upcoming_until timestamptz not null check (upcoming_until >= net),
        status text not null,
        provider text not null,
        pad text,
        mission text,
        fetched_at timestamptz not null
      )`,
      `create index launches_by_net on launches (net, id)`,
    ])
      this.addSql(statement);
  }
}
