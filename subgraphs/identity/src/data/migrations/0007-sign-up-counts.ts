import { Migration } from '@mikro-orm/migrations';

/** How many have signed up of late from one address. */
export class SignUpCounts extends Migration {
  override up() {
    this.addSql(`create table sign_up_counts (
      address text primary key,
      count integer not null check (count > 0),
      since timestamptz not null
    )`);
    this.addSql('create index sign_up_counts_since on sign_up_counts (since)');
  }
}
