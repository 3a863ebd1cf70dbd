import { Migration } from '@mikro-orm/migrations';

/** Before when readings were dropped, so that nothing is taken there any more, for however long they are kept from now on. */
export class DroppedReadings extends Migration {
  override up() {
    this.addSql('alter table readings_kept add column dropped_before timestamptz');
  }
}
