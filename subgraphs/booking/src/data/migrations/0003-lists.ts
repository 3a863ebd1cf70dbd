import { wordFunctions } from '@constellation/kit';
import { Migration } from '@mikro-orm/migrations';

/** What lists of bookings are read along, and what it takes to find a guest. */
export class ListBookings extends Migration {
  override up() {
    for (const statement of [...lists, ...words, stays]) this.addSql(statement);
  }
}

/**
 * Every list is merged from stretches of an index: one for each status and venue, as far as a page reaches. So a filter by
 * status costs nothing, however few bookings fit.
 */
const lists = [
  'create index bookings_by_start on bookings (status, starts_at, id)',
  'create index bookings_by_creation on bookings (status, created_at, id)',
  'create index bookings_by_change on bookings (status, updated_at, id)',
  'create index bookings_of_venue_by_start on bookings (venue_id, status, starts_at, id)',
  'create index bookings_of_venue_by_creation on bookings (venue_id, status, created_at, id)',
  'create index bookings_of_venue_by_change on bookings (venue_id, status, updated_at, id)',
  'create index bookings_of_partner_by_start on bookings (partner_id, status, starts_at, id) where partner_id is not null',
  'create index bookings_of_partner_by_creation on bookings (partner_id, status, created_at, id) where partner_id is not null',
  'create index bookings_of_partner_by_change on bookings (partner_id, status, updated_at, id) where partner_id is not null',
  // Nobody books so often that the own bookings could not be sorted.
  'create index bookings_of_customer on bookings (customer_id) where customer_id is not null',
  // Nor is a table taken so often. What is new must not wait in a heap that every search goes through.
  'create index bookings_of_table on bookings using gin (table_ids) with (fastupdate = off)',
  `create index bookings_to_look_at on bookings (status, starts_at, id) where attention <> '{}'`,
  `create index bookings_of_venue_to_look_at on bookings (venue_id, status, starts_at, id) where attention <> '{}'`,
];

/** A phone number is found by its digits, too, however they are grouped. */
const words = [
  ...wordFunctions,
  String.raw`alter table bookings add search tsvector generated always as (array_to_tsvector(words_in(
    coalesce(guest ->> 'name', '') || ' ' || coalesce(guest ->> 'email', '') || ' ' || coalesce(guest ->> 'phone', '')
    || ' ' || regexp_replace(coalesce(guest ->> 'phone', ''), '\D', '', 'g')))) stored`,
  'create index bookings_guest on bookings using gin (search)',
];

/** What ends after an instant has begun at most a day before it, which an index can find. */
const stays = `alter table bookings add constraint stays_last_a_day check (ends_at - starts_at <= interval '24 hours')`;
