import { Migration } from '@mikro-orm/migrations';

/** Since when minutes wait to be rolled up, so that somebody may see that they wait for long; unknown of those that wait already. */
export class QueueAge extends Migration {
  override up() {
    this.addSql('alter table dirty_minutes add column noted_at timestamptz');
  }
}
