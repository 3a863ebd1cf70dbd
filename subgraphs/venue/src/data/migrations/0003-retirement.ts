import { Migration } from '@mikro-orm/migrations';

/** Rooms and tables that are out of use, and the bookings that speak against taking them out. */
export class RetireTables extends Migration {
  override up() {
    for (const statement of [...rooms, ...tables, ...upcomingBookings]) this.addSql(statement);
  }
}

const rooms = ['alter table rooms add column retired_at timestamptz'];

/** Only tables in use are compared, at the end of a transaction; a unique constraint knows no condition. */
const tables = [
  `alter table tables
    add column retired_at timestamptz,
    drop constraint tables_label_unique,
    add constraint one_label_in_use exclude using btree (room_id with =, label with =)
      where (retired_at is null) deferrable initially deferred`,
  'create index tables_room on tables (room_id)',
];

/** Nothing refers to venues: a projection takes what comes, whatever the rest of the database knows. */
const upcomingBookings = [
  `create table upcoming_bookings (
    booking_id uuid primary key,
    venue_id uuid not null,
    table_ids uuid[] not null,
    ends_at timestamptz not null,
    over boolean not null,
    version integer not null check (version > 0)
  )`,
  'create index upcoming_bookings_venue on upcoming_bookings (venue_id, ends_at)',
];
