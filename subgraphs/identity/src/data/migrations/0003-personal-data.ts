import { Migration } from '@mikro-orm/migrations';

/**
 * What people have asked for about their data, and which subgraph has answered. A job outlives its account: that of an
 * erasure is all that is left of one.
 */
export class PersonalDataJobs extends Migration {
  override up() {
    for (const statement of statements) this.addSql(statement);
  }
}

/** `asked` counts how often the subgraphs were asked. */
const statements = [
  `create table personal_data_jobs (
    id uuid primary key,
    user_id uuid not null,
    kind text not null check (kind in ('EXPORT', 'ERASURE')),
    asked integer not null default 1 check (asked > 0),
    asked_at timestamptz not null,
    created_at timestamptz not null
  )`,
  'create index personal_data_jobs_of_user on personal_data_jobs (user_id, created_at)',
  `create unique index one_erasure_of_a_user on personal_data_jobs (user_id) where kind = 'ERASURE'`,
  `create table personal_data_answers (
    job_id uuid not null references personal_data_jobs on delete cascade,
    subgraph text not null,
    outcome text not null default 'PENDING' check (outcome in ('PENDING', 'DONE', 'FAILED')),
    version integer not null default 0,
    primary key (job_id, subgraph)
  )`,
  `create index personal_data_answers_open on personal_data_answers (job_id) where outcome <> 'DONE'`,
];
