import { Migration } from '@mikro-orm/migrations';

/** Venues with their rooms, tables and combinations of tables. */
export class CreateVenues extends Migration {
  override up() {
    for (const statement of [...venues, ...rooms, ...tables, ...combinations]) this.addSql(statement);
  }
}

const venues = [
  `create table venues (
    id uuid primary key,
    slug text not null check (length(slug) <= 80 and slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text collate "und-x-icu" not null check (length(name) between 1 and 200),
    kind text not null check (
      kind in ('RESTAURANT', 'BAR', 'OBSERVATORY', 'PLANETARIUM', 'CONCERT_HALL', 'STADIUM', 'MUSEUM', 'OTHER')),
    description text,
    phone text,
    email text,
    address_line1 text not null,
    address_line2 text,
    address_city text not null,
    address_region text,
    address_postal_code text,
    address_country text not null check (address_country ~ '^[A-Z]{2}$'),
    latitude double precision not null check (latitude between -90 and 90),
    longitude double precision not null check (longitude between -180 and 180),
    elevation double precision not null,
    time_zone text not null,
    opening_hours jsonb not null check (jsonb_typeof(opening_hours) = 'array'),
    version integer not null check (version > 0),
    constraint venues_slug_unique unique (slug)
  )`,
  'create index venues_name on venues (name, id)',
];

const rooms = [
  `create table rooms (
    id uuid primary key,
    venue_id uuid not null references venues,
    name text not null check (length(name) between 1 and 200),
    width double precision not null check (width > 0 and width <= 1000),
    height double precision not null check (height > 0 and height <= 1000),
    layout_version integer not null check (layout_version > 0)
  )`,
  'create index rooms_venue on rooms (venue_id, id)',
];

/** Labels are compared at the end of a transaction, so that two tables can swap theirs. */
const tables = [
  `create table tables (
    id uuid primary key,
    room_id uuid not null references rooms,
    label text not null check (length(label) between 1 and 40),
    min_party integer not null check (min_party >= 1),
    max_party integer not null check (max_party between min_party and 1000),
    zone text,
    x double precision not null check (x >= 0),
    y double precision not null check (y >= 0),
    rotation double precision not null check (rotation between 0 and 360),
    shape text not null check (shape in ('ROUND', 'SQUARE', 'RECTANGLE', 'BAR')),
    constraint tables_label_unique unique (room_id, label) deferrable initially deferred
  )`,
];

const combinations = [
  `create table table_combinations (
    id uuid primary key,
    room_id uuid not null references rooms,
    min_party integer not null check (min_party >= 1),
    max_party integer not null check (max_party between min_party and 1000),
    priority integer not null
  )`,
  'create index table_combinations_room on table_combinations (room_id)',
  `create table table_combination_members (
    combination_id uuid not null references table_combinations on delete cascade,
    table_id uuid not null references tables,
    primary key (combination_id, table_id)
  )`,
  'create index table_combination_members_table on table_combination_members (table_id)',
];
