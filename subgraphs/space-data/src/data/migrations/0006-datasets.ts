import { Migration } from '@mikro-orm/migrations';

/** What is known of data sets about life in space, by words and by release. A word in a title weighs ten times one in a description. */
export class KeepDatasets extends Migration {
  override up() {
    for (const statement of [
      `create table datasets (
        accession text collate "C" primary key,
        title text not null,
        description text,
        organism text[] not null,
        project_type text,
        released_at timestamptz,
        url text not null check (url ~ '^https?://'),
        fetched_at timestamptz not null,
        search tsvector not null generated always as (
          setweight(to_tsvector('english', title), 'A')
          || setweight(to_tsvector('english', coalesce(description, '')), 'D')) stored
      )`,
      'create index datasets_search on datasets using gin (search)',
      `create index datasets_newest on datasets (coalesce(released_at, '-infinity') desc, accession desc)`,
    ])
      this.addSql(statement);
  }
}
