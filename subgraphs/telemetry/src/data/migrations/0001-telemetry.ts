import { Migration } from '@mikro-orm/migrations';

/** Devices, their places, what they measure and what was measured. */
export class CreateTelemetry extends Migration {
  override up() {
    for (const statement of [...venues, ...devices, ...readings, ...rollups]) this.addSql(statement);
  }
}

/** Nothing refers to venues: a projection takes what comes, whatever the rest of the database knows. */
const venues = [
  `create table venues (
    id uuid primary key,
    version integer not null,
    slug text not null,
    room_ids uuid[] not null,
    room_names text[] not null
  )`,
];

const devices = [
  `create table devices (
    id uuid primary key,
    name text not null,
    model text,
    venue_id uuid,
    room_id uuid,
    silence_seconds double precision not null,
    desired jsonb not null default '{}',
    desired_version integer not null default 0,
    desired_at timestamptz,
    reported jsonb not null default '{}',
    reported_version integer not null default 0,
    reported_at timestamptz,
    version integer not null check (version > 0),
    secrets_version integer not null default 0,
    created_at timestamptz not null,
    decommissioned_at timestamptz,
    constraint rooms_are_in_venues check (room_id is null or venue_id is not null)
  )`,
  'create index devices_venue on devices (venue_id, id)',
  'create index devices_room on devices (room_id, id)',
  `create table device_secrets (
    id uuid primary key,
    device_id uuid not null references devices,
    hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz
  )`,
  'create index device_secrets_device on device_secrets (device_id)',
  `create table device_traffic (
    device_id uuid primary key references devices,
    last_seen_at timestamptz not null,
    version integer not null default 0
  ) with (fillfactor = 50)`,
  `create table series (
    key integer generated always as identity primary key,
    device_id uuid not null references devices,
    metric text not null,
    kind text not null check (kind in ('GAUGE', 'COUNTER', 'STATE', 'BOOLEAN', 'TEXT')),
    unit text,
    min double precision,
    max double precision,
    writable boolean not null,
    expected_every_seconds double precision,
    removed_at timestamptz,
    constraint series_of_device unique (device_id, metric)
  )`,
];

/**
 * Series have small keys, as there are hundreds of millions of readings; partitions come and go by the day. How long they
 * stay is kept here, so that all processes are of one mind about it.
 */
const readings = [
  `create table readings (
    series integer not null,
    time timestamptz not null,
    received_at timestamptz not null,
    value double precision,
    text text,
    flag boolean,
    primary key (series, time)
  ) partition by range (time)`,
  `create table last_values (
    series integer primary key,
    time timestamptz not null,
    received_at timestamptz not null,
    value double precision,
    text text,
    flag boolean
  ) with (fillfactor = 50)`,
  `create table dirty_minutes (
    id bigint generated always as identity primary key,
    series integer[] not null,
    minutes timestamptz[] not null
  ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500)`,
  `create table readings_kept (
    days integer not null,
    is_only boolean primary key default true check (is_only)
  )`,
  'insert into readings_kept (days) values (30)',
];

const rollup = (name: string) =>
  `create table ${name} (
    series integer not null,
    start timestamptz not null,
    count integer not null,
    min double precision,
    max double precision,
    sum double precision,
    total double precision,
    first double precision,
    last double precision,
    primary key (series, start)
  ) with (fillfactor = 70)`;

/** `total` is the sum of the values, `sum` what a bucket says: of a counter the growth. */
const rollups = [rollup('minutes'), rollup('hours'), rollup('days')];
