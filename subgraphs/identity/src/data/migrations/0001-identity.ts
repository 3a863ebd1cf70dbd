import { Migration } from '@mikro-orm/migrations';

/** Accounts, roles, sessions, failed sign-ins and the keys that sign tokens. */
export class CreateIdentity extends Migration {
  override up() {
    for (const statement of [...users, ...sessions, ...signInAttempts, ...signingKeys]) this.addSql(statement);
  }
}

const users = [
  `create table users (
    id uuid primary key,
    email text not null check (length(email) between 3 and 254),
    email_key text not null check (email_key ~ '^[^@]+@[^@]+$'),
    name text check (length(name) between 1 and 200),
    password_hash text not null check (password_hash like '$argon2id$%'),
    version integer not null default 1 check (version > 0),
    created_at timestamptz not null,
    constraint users_email_unique unique (email_key)
  )`,
  `create table role_grants (
    user_id uuid not null references users on delete cascade,
    role text not null check (role in ('CUSTOMER', 'HOST', 'MANAGER', 'ADMIN')),
    venue_id uuid,
    check ((role in ('HOST', 'MANAGER')) = (venue_id is not null)),
    constraint role_grants_unique unique nulls not distinct (user_id, role, venue_id)
  )`,
  `create index role_grants_admins on role_grants (user_id) where role = 'ADMIN'`,
];

/** A token that was used is kept until it would have ended, to be recognised when it comes back. */
const sessions = [
  `create table sessions (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    generation integer not null default 0 check (generation >= 0),
    refreshed_at timestamptz not null,
    ended_at timestamptz
  )`,
  'create index sessions_of_user on sessions (user_id)',
  'create index sessions_refreshed on sessions (refreshed_at)',
  `create table refresh_tokens (
    hash bytea primary key check (length(hash) = 32),
    session_id uuid not null references sessions on delete cascade,
    generation integer not null check (generation >= 0),
    issued_at timestamptz not null
  )`,
  'create index refresh_tokens_of_session on refresh_tokens (session_id)',
  'create index refresh_tokens_issued on refresh_tokens (issued_at)',
];

/** Counted by hashes: an account, known or not, and where the attempts come from; null stands for any and for unknown. */
const signInAttempts = [
  `create table sign_in_attempts (
    account bytea,
    address text,
    count integer not null check (count > 0),
    last_at timestamptz not null,
    constraint sign_in_attempts_unique unique nulls not distinct (account, address)
  )`,
  'create index sign_in_attempts_last on sign_in_attempts (last_at)',
];

/** `sequence` lets one of several processes that make the next key at once win. */
const signingKeys = [
  `create table signing_keys (
    sequence integer primary key check (sequence > 0),
    kid text not null unique,
    private_jwk jsonb not null,
    public_jwk jsonb not null,
    created_at timestamptz not null,
    check (public_jwk -> 'd' is null)
  )`,
];
