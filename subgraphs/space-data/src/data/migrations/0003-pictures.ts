import { Migration } from '@mikro-orm/migrations';

/** The astronomy picture of each day that we asked for. */
export class KeepPictures extends Migration {
  override up() {
    for (const statement of [
      `create table pictures (
        date date primary key check (date >= '1995-06-16'),
        title text not null check (title <> ''),
        explanation text not null,
        media_type text not null check (media_type in ('image', 'video', 'other')),
        url text check (url ~ '^https?://'),
        hd_url text check (hd_url ~ '^https?://'),
        copyright text check (copyright <> ''),
        fetched_at timestamptz not null
      )`,
    ])
      this.addSql(statement);
  }
}
