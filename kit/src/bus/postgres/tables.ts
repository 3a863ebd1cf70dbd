import type pg from 'pg';

/** The codes by which a refused append says why. */
export const refusals = { begunAnew: 'CN001', outOfTurn: 'CN002', full: 'CN003' } as const;

const tables = `
  create table if not exists streams (
    name text primary key,
    subject_patterns text[] not null,
    last_per_subject boolean not null,
    max_age_ms bigint,
    last_sequence bigint not null default 0
  ) with (fillfactor = 50);
  alter table streams add column if not exists epoch uuid not null default gen_random_uuid();

  alter table streams add column if not exists most_bytes bigint;
  alter table streams add column if not exists bytes bigint not null default 0;
  create table if not exists messages (
    stream text not null,
    sequence bigint not null,
    subject text not null,
    event_id uuid not null,
    event json not null,
    stored_at timestamptz not null,
    superseded boolean not null default false,
    primary key (stream, sequence),
    unique (stream, event_id)
  );
  create index if not exists messages_by_subject on messages (stream, subject, sequence);
  create index if not exists messages_superseded on messages (stored_at) where superseded;

  create table if not exists consumers (
    stream text not null,
    durable text not null,
    floor bigint not null,
    primary key (stream, durable)
  );
  alter table consumers add column if not exists epoch uuid;

  create table if not exists redeliveries (
    stream text not null,
    sequence bigint not null,
    durable text not null,
    attempts integer not null,
    due_at timestamptz not null,
    primary key (stream, sequence, durable),
    foreign key (stream, sequence) references messages on delete cascade
  );
  create index if not exists redeliveries_by_consumer on redeliveries (stream, durable);
  do $$ begin
    alter table messages alter column event set compression lz4;
  exception when feature_not_supported then null;
  end $$;`;

/**
 * Appends number themselves while they hold the stream's row, which is let go at commit: whoever sees a sequence sees
 * all before it. What a newer event of its subject replaces stays hidden for as long as its repetition is recognised.
 * How much a bounded stream holds is counted up, and anew when that comes to its bound, as what it forgets is not counted down.
 */
const appendMessages = `
  drop function if exists append_messages(text, text[], uuid[], json[], timestamptz);
  create or replace function append_messages(
    stream_name text, expected_epoch uuid, subjects text[], ids uuid[], events json[], afters bigint[], at timestamptz
  ) returns setof bigint language plpgsql as $$
  declare
    target streams;
    added bigint;
    foreign_subject text;
  begin
    select * into target from streams where name = stream_name for update;
    if not found then
      raise exception 'stream % is not declared', stream_name;
    end if;
    select into foreign_subject subject from unnest(subjects) as subject
     where not subject ~ any (target.subject_patterns) limit 1;
    if found then
      raise exception 'stream % takes no subject %', stream_name, foreign_subject;
    end if;
    if expected_epoch <> target.epoch then
      raise exception 'stream % was begun anew', stream_name using errcode = '${refusals.begunAnew}';
    end if;

    perform from (
      select distinct on (subject) subject, coalesce(behind, after) as after from (
        select given.subject, place, after, sequence, max(sequence) over (partition by given.subject) as behind
          from unnest(subjects, ids, afters) with ordinality as given (subject, id, after, place)
          left join messages on stream = stream_name and event_id = id
      ) as given where sequence is null order by subject, place
    ) as first_of_subject
     where after <> coalesce((select max(sequence) from messages
                               where stream = stream_name and subject = first_of_subject.subject), 0);
    if found then
      raise exception 'out of turn in stream %', stream_name using errcode = '${refusals.outOfTurn}';
    end if;

    if target.most_bytes is not null then
      select coalesce(sum(octet_length(event::text)), 0) into added from unnest(events) as event;
      if target.bytes + added > target.most_bytes then
        select coalesce(sum(pg_column_size(event)), 0) into target.bytes
          from messages where stream = stream_name and not superseded;
      end if;
      if target.bytes + added > target.most_bytes then
        raise exception 'stream % is full', stream_name using errcode = '${refusals.full}';
      end if;
      update streams set bytes = target.bytes + added where name = stream_name;
    end if;
    insert into messages (stream, sequence, subject, event_id, event, stored_at)
      select stream_name, target.last_sequence + row_number() over (order by place), subject, id, event, at
        from unnest(subjects, ids, events) with ordinality as fresh (subject, id, event, place)
       where not exists (select from messages where stream = stream_name and event_id = id)
      on conflict (stream, event_id) do nothing;

    if target.last_per_subject then
      update messages as older set superseded = true
       where stream = stream_name and subject = any (subjects) and not superseded
         and exists (select from messages as newer
                      where newer.stream = stream_name and newer.subject = older.subject
                        and newer.sequence > older.sequence);
    end if;

    update streams set last_sequence = greatest(last_sequence, (
        select max(sequence) from messages where stream = stream_name
      )) where name = stream_name;
    perform pg_notify('messages', stream_name);

    return query
      select messages.sequence from unnest(ids) with ordinality as given (id, place)
        join messages on messages.stream = stream_name and messages.event_id = given.id
       order by given.place;
  end $$`;

const setUpLock = 7_002;

/** Creates what is missing, one process at a time: statements sent together are one transaction. */
export async function createTables(db: pg.Pool): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(${setUpLock}); ${tables}; ${appendMessages}`);
}
