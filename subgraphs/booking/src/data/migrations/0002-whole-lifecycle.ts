import { Migration } from '@mikro-orm/migrations';

/** What the rest of a booking's life needs: requests, walk-ins, policies, deposits, attention, words beside codes. */
export class WholeLifecycle extends Migration {
  override up() {
    for (const statement of [...bookings, ...seats, ...history, ...policies]) this.addSql(statement);
  }
}

const bookings = [
  'alter table bookings rename hold_expires_at to lapses_at',
  'alter table bookings alter guest drop not null',
  `alter table bookings
    add wished_table_ids uuid[],
    add total jsonb,
    add attention text[] not null default '{}',
    add held_at timestamptz`,
  `update bookings set held_at = created_at`,
  'alter table bookings add time_zone text',
  `update bookings set time_zone = venues.venue ->> 'timeZone' from venues where venues.id = venue_id`,
  'alter table bookings alter time_zone set not null',
  'alter table bookings drop constraint held_bookings_lapse',
  `alter table bookings add constraint open_bookings_lapse check ((status in ('REQUESTED', 'HELD')) = (lapses_at is not null))`,
  'drop index bookings_lapsing',
  `create index bookings_lapsing on bookings (lapses_at) where status in ('REQUESTED', 'HELD')`,
  // What a snapshot left out so far.
  `update venues set venue = venue || '{"closed": false, "specialHours": []}' where not venue ? 'closed'`,
];

/** Whoever sits at a table has it until they leave, whatever was planned, so no stretch of time says it. */
const seats = [
  'alter table table_claims add seated boolean not null default false',
  'create unique index one_party_at_a_table on table_claims (table_id) where seated',
];

/** Codes are for everybody, words only for staff and for whoever wrote them. */
const history = [
  'alter table booking_transitions add words text',
  `update booking_transitions set words = reason, reason = null where to_status = 'CANCELLED'`,
];

const policies = [
  `create table booking_policies (
    venue_id uuid primary key,
    policy jsonb not null
  )`,
  `insert into booking_policies (venue_id, policy) select id, '{}' from venues`,
];
