import { wordFunctions } from '@constellation/kit';
import { Migration } from '@mikro-orm/migrations';

/** Special days, closing for good, and what it takes to find venues by city, by words and around a place. */
export class AddHoursAndSearch extends Migration {
  override up() {
    for (const statement of [...hours, ...words, ...distance]) this.addSql(statement);
  }
}

const hours = [
  `alter table venues
    add column special_hours jsonb not null default '[]' check (jsonb_typeof(special_hours) = 'array'),
    add column closed boolean not null default false`,
];

/** A word's beginning is enough to find a venue. */
const words = [
  ...wordFunctions,
  `alter table venues add column search tsvector not null generated always as
    (array_to_tsvector(words_in(name || ' ' || address_city || ' ' || coalesce(description, '')))) stored`,
  'create index venues_search on venues using gin (search)',
  'create index venues_city on venues (folded(address_city), name, id)',
  'create index venues_kind on venues (kind, name, id)',
];

/**
 * Great-circle distance on a sphere of the earth's mean radius (haversine formula), to the millimetre: two places that are as
 * far away come out the same, whichever way around the earth.
 */
const distance = [
  `create function kilometres_between(
      latitude_1 double precision, longitude_1 double precision,
      latitude_2 double precision, longitude_2 double precision
    ) returns double precision language sql immutable parallel safe
    return round(1e6 * 2 * 6371.0088 * asin(least(1, sqrt(
      sin(radians(latitude_2 - latitude_1) / 2) ^ 2
      + cos(radians(latitude_1)) * cos(radians(latitude_2)) * sin(radians(longitude_2 - longitude_1) / 2) ^ 2)))) / 1e6`,
  'create index venues_latitude on venues (latitude)',
];
