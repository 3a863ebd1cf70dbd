import { Migration } from '@mikro-orm/migrations';

/** Partners, who is a member of which, and the keys of their systems. */
export class AddPartners extends Migration {
  override up() {
    for (const statement of statements) this.addSql(statement);
  }
}

/** A partner's `version` counts its revocations; a key is known by its hash. */
const statements = [
  `create table partners (
    id uuid primary key,
    name text not null check (length(name) between 1 and 200),
    version integer not null default 1 check (version > 0),
    created_at timestamptz not null
  )`,
  `create table partner_members (
    user_id uuid not null references users on delete cascade,
    partner_id uuid not null references partners,
    constraint partner_members_one_each primary key (user_id)
  )`,
  'create index partner_members_of_partner on partner_members (partner_id)',
  `create table api_keys (
    id uuid primary key,
    partner_id uuid not null references partners,
    name text not null check (length(name) between 1 and 200),
    prefix text not null check (length(prefix) between 1 and 20),
    hash bytea not null check (length(hash) = 32),
    scopes text[] not null check (cardinality(scopes) > 0 and not scopes && array['admin']),
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz,
    constraint api_keys_hash_unique unique (hash)
  )`,
  'create index api_keys_of_partner on api_keys (partner_id)',
  'create index api_keys_revoked on api_keys (revoked_at) where revoked_at is not null',
];
