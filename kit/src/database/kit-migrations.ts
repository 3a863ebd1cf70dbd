import type { MigrationObject } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import { PersonalDataTables } from '../personal-data/tables.ts';

/** The tables that the kit keeps in every subgraph's database. */
class KitTables extends Migration {
  override up() {
    this.addSql(`
      create table outbox (
        position bigint generated always as identity primary key,
        id uuid not null,
        partition smallint not null,
        stream text not null,
        subject text not null,
        aggregate uuid not null,
        version integer not null,
        event jsonb not null,
        appended_at timestamptz not null,
        sequence bigint,
        unique (stream, subject, version)
      )`);
    this.addSql('create index outbox_unpublished on outbox (partition, position) where sequence is null');
    this.addSql('create index outbox_appended_at on outbox using brin (appended_at)');
    this.addSql(`
      create table inbox (
        consumer text not null,
        aggregate uuid not null,
        version integer not null,
        primary key (consumer, aggregate)
      )`);
    this.addSql(`
      create table idempotency (
        principal text not null,
        operation text not null,
        key text not null,
        request_hash text not null,
        entity_id uuid,
        errors jsonb not null default '[]',
        created_at timestamptz not null,
        primary key (principal, operation, key)
      )`);
    this.addSql('create index idempotency_created_at on idempotency (created_at)');
  }
}

/** Says of an event that it was the last of its subject; as few are, an index of their own finds them. */
class LastEvents extends Migration {
  override up() {
    this.addSql('alter table outbox add column last boolean not null default false');
    this.addSql('create index outbox_last on outbox (appended_at) where last');
  }
}

/** How far each stream has come, as far as the relay has noted it. */
class Marks extends Migration {
  override up() {
    this.addSql('create table outbox_marks (stream text primary key, sequence bigint not null)');
  }
}

/**
 * Which beginning of its stream a mark counts from, and which rows, from a position up to another, are still to be
 * looked through for what a stream that was begun anew has lost.
 */
class Epochs extends Migration {
  override up() {
    this.addSql(
      'alter table outbox_marks add column epoch text, add column lost_from bigint, add column lost_to bigint',
    );
  }
}

/** Large events are written in half the time; a server that was built without lz4 goes on as before. */
class EventCompression extends Migration {
  override up() {
    this.addSql(`do $$ begin
      alter table outbox alter column event set compression lz4;
    exception when feature_not_supported then null;
    end $$`);
  }
}

/** What a key is kept for may be named by any text. A column beside the other, as processes of the earlier version go on reading that. */
class EntityNames extends Migration {
  override up() {
    this.addSql('alter table idempotency add column entity_name text');
  }
}

export const kitMigrations: readonly MigrationObject[] = [
  { name: 'kit-0001-tables', class: KitTables },
  { name: 'kit-0002-last-events', class: LastEvents },
  { name: 'kit-0003-marks', class: Marks },
  { name: 'kit-0004-epochs', class: Epochs },
  { name: 'kit-0005-personal-data', class: PersonalDataTables },
  { name: 'kit-0006-event-compression', class: EventCompression },
  { name: 'kit-0007-entity-names', class: EntityNames },
];
