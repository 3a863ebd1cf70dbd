import { Migration } from '@mikro-orm/migrations';

/** Requests for new passwords, how many there were of late, and the tokens that were sent. */
export class PasswordResets extends Migration {
  override up() {
    for (const statement of statements) this.addSql(statement);
  }
}

/**
 * A request waits, whether or not somebody has the address, for a worker to see. Counts are by hashes, as for sign-ins; null
 * stands for any. Of an account the newest token counts; `mails` is the version of the last event about it.
 */
const statements = [
  `create table password_reset_requests (
    id bigint generated always as identity primary key,
    email_key text not null
  )`,
  `create table password_reset_counts (
    account bytea,
    address text,
    count integer not null check (count > 0),
    since timestamptz not null,
    constraint password_reset_counts_unique unique nulls not distinct (account, address)
  )`,
  'create index password_reset_counts_since on password_reset_counts (since)',
  `create table password_resets (
    user_id uuid primary key references users on delete cascade,
    hash bytea unique check (length(hash) = 32),
    issued_at timestamptz,
    mails integer not null check (mails > 0),
    check ((hash is null) = (issued_at is null))
  )`,
  'create index password_resets_issued on password_resets (issued_at) where issued_at is not null',
];
