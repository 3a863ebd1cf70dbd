import { Migration } from '@mikro-orm/migrations';

/** What is known of images of the James Webb Space Telescope, by release and by programme. */
export class KeepImages extends Migration {
  override up() {
    for (const statement of [
      `create table jwst_images (
        id text collate "C" primary key,
        observation_id text not null,
        program text not null,
        instruments text[] not null,
        suffix text,
        caption text,
        url text not null check (url ~ '^https://'),
        thumbnail_url text check (thumbnail_url ~ '^https://'),
        released_at timestamptz,
        observed_at timestamptz,
        source text not null check (source in ('jwst', 'jwst-gallery')),
        fetched_at timestamptz not null
      )`,
      `create index jwst_images_newest on jwst_images (coalesce(released_at, '-infinity') desc, id desc)`,
      `create index jwst_images_of_program on jwst_images (program, coalesce(released_at, '-infinity') desc, id desc)`,
    ])
      this.addSql(statement);
  }
}
