import { Migration } from '@mikro-orm/migrations';

/** How much the newest snapshot of each venue tells, so that the others can be told anew when there is more. */
export class CountSnapshotForms extends Migration {
  override up() {
    this.addSql('alter table venues add column snapshot_form integer not null default 1');
  }
}
