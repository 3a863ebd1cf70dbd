import { Migration } from '@mikro-orm/migrations';

/** When somebody has shown who they are; null for sessions that began before this was noted. */
export class SessionBegun extends Migration {
  override up() {
    this.addSql('alter table sessions add column begun_at timestamptz');
  }
}
