import { Migration } from '@mikro-orm/migrations';

/** Who came from another system, and hashes that such systems made. */
export class TakeOverUsers extends Migration {
  override up() {
    for (const statement of [...origin, ...hashes]) this.addSql(statement);
  }
}

const origin = [
  `alter table users
    add column legacy_source text check (length(legacy_source) between 1 and 40),
    add column legacy_id text check (length(legacy_id) between 1 and 100),
    add constraint users_legacy_whole check ((legacy_source is null) = (legacy_id is null))`,
  `create unique index users_legacy_unique on users (legacy_source, legacy_id) where legacy_id is not null`,
];

/** None that is quick to try: a digest stands within argon2id, and before it what it is the digest of. */
const hashes = [
  'alter table users drop constraint users_password_hash_check',
  String.raw`alter table users add constraint users_password_hash_check check (password_hash ~
    '^(\$argon2id\$|\$2[aby]\$\d\d\$|\$pbkdf2-sha256\$i=\d+\$|(md5|sha256)(,(before|after)=[\w-]+)?\$argon2id\$)')`,
];
