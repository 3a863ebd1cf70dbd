import { Migration } from '@mikro-orm/migrations';

/**
 * What a subgraph has done about exports and erasures, and who is erased. `asked` is the version of the request that was
 * answered last, `answers` how many answers there were.
 *
 * Who is about to keep something about somebody asks `is_erased` in the transaction that does: an erasure waits for its
 * end, and who asks after the erasure is told.
 */
export class PersonalDataTables extends Migration {
  override up() {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table personal_data (
    job_id uuid primary key,
    user_id uuid not null,
    asked integer not null default 0,
    answers integer not null default 0,
    failures integer not null default 0,
    part jsonb,
    stored_at timestamptz,
    created_at timestamptz not null
  )`,
  'create index personal_data_of_user on personal_data (user_id)',
  'create table erased_people (id uuid primary key, erased_at timestamptz not null)',
  `create function is_erased(person uuid) returns boolean language plpgsql volatile as $$
  begin
    perform pg_advisory_xact_lock_shared(hashtextextended('person ' || person, 0));
    return exists (select from erased_people where id = person);
  end $$`,
];
