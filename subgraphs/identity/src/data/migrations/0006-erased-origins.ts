import { Migration } from '@mikro-orm/migrations';

/** Whom other systems know whose accounts were erased: with what they knew them by, and no word of which account it was. */
export class ErasedOrigins extends Migration {
  override up() {
    this.addSql(`create table erased_origins (
      legacy_source text not null,
      legacy_id text not null,
      primary key (legacy_source, legacy_id)
    )`);
  }
}
