import { Migration } from '@mikro-orm/migrations';

/** What other systems know devices by that were taken over. */
export class DeviceOrigins extends Migration {
  override up() {
    this.addSql(`alter table devices
      add column origin_source text,
      add column origin_id text,
      add constraint devices_of_origin unique (origin_source, origin_id),
      add constraint origins_are_whole check ((origin_source is null) = (origin_id is null))`);
  }
}
