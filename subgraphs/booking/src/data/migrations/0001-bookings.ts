import { Migration } from '@mikro-orm/migrations';

/** Bookings, what they claim, how they came about, and the venues they are for. */
export class CreateBookings extends Migration {
  override up() {
    this.addSql('create extension if not exists btree_gist');
    this.addSql(`
      create table venues (
        id uuid primary key,
        version integer not null,
        venue jsonb not null
      )`);
    this.addSql(`
      create table venue_tables (
        id uuid primary key,
        venue_id uuid not null references venues
      )`);
    this.addSql(`
      create table bookings (
        id uuid primary key,
        serial bigint generated always as identity unique,
        reference text not null unique,
        status text not null,
        venue_id uuid not null,
        table_ids uuid[] not null,
        labels text[] not null,
        party_size integer not null check (party_size > 0),
        starts_at timestamptz not null,
        ends_at timestamptz not null check (ends_at > starts_at),
        channel text not null,
        customer_id uuid,
        partner_id uuid,
        guest jsonb not null,
        hold_expires_at timestamptz,
        version integer not null check (version > 0),
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint held_bookings_lapse check ((status = 'HELD') = (hold_expires_at is not null))
      )`);
    this.addSql(`create index bookings_lapsing on bookings (hold_expires_at) where status = 'HELD'`);
    this.addSql(`
      create table table_claims (
        booking_id uuid not null references bookings,
        table_id uuid not null,
        during tstzrange not null,
        primary key (booking_id, table_id),
        constraint one_owner_at_a_time exclude using gist (table_id with =, during with &&)
      )`);
    this.addSql(`
      create table booking_transitions (
        booking_id uuid not null references bookings,
        version integer not null,
        from_status text,
        to_status text not null,
        at timestamptz not null,
        reason text,
        actor text,
        primary key (booking_id, version)
      )`);
  }
}
