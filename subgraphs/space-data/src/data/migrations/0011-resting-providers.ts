import { Migration } from '@mikro-orm/migrations';

/** Of those that a source asks instead of each other: who failed last, how often in a row, and until when it is left alone. */
export class RestProviders extends Migration {
  override up() {
    this.addSql(`
      create table resting_providers (
        source_id text not null references sources,
        provider text not null,
        failures integer not null check (failures > 0),
        rests_until timestamptz not null,
        primary key (source_id, provider)
      )`);
  }
}
