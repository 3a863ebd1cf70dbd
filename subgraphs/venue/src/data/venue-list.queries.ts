import { type EntityManager, type RawBuilder, rows, sql } from '@constellation/kit';
import type { VenueFilter } from '../domain/venue-filter.ts';
import type { Venue } from './venue.entity.ts';
import { venuesByIds } from './venue.queries.ts';

/** A venue's place in a list: its name or, around a place, its distance; then its id. */
export interface VenuePlace {
  readonly rank: string;
  readonly id: string;
}

export interface ListedVenue {
  readonly place: VenuePlace;
  readonly venue: Venue;
}

/** The venues that fit a filter from a place on: by name, or the nearest first where it says near what. */
export async function listedVenues(
  em: EntityManager,
  filter: VenueFilter,
  limit: number,
  after?: VenuePlace,
): Promise<ListedVenue[]> {
  const rank = rankOf(filter);
  const fits = [...conditions(filter), ...(after ? [sql`(${rank}, id) > (${after.rank}, ${after.id})`] : [])];
  const places = await rows(
    em,
    sql<VenuePlace>`select (${rank})::text as rank, id from venues
      where ${fits.length > 0 ? sql.join(fits, sql` and `) : sql`true`} order by ${rank}, id limit ${limit}`,
  );
  const found = await venuesByIds(
    em,
    places.map(({ id }) => id),
  );
  const venues = new Map(found.map((venue) => [venue.id, venue]));
  return places.flatMap((place) => {
    const venue = venues.get(place.id);
    return venue ? [{ place, venue }] : [];
  });
}

const rankOf = ({ near }: VenueFilter): RawBuilder<unknown> =>
  near ? sql`kilometres_between(latitude, longitude, ${near.latitude}, ${near.longitude})` : sql`name`;

/** A degree of latitude has a bit more than 111.1 km: the band is what an index can find before distances are computed. */
function conditions(filter: VenueFilter): RawBuilder<unknown>[] {
  const { kind, city, near, text } = filter;
  return [
    ...(kind === null ? [] : [sql`kind = ${kind}`]),
    ...(city === null ? [] : [sql`folded(address_city) = folded(${city})`]),
    ...(near === null
      ? []
      : [
          sql`latitude between ${near.latitude}::float8 - ${near.radiusKm}::float8 / 111.1
            and ${near.latitude}::float8 + ${near.radiusKm}::float8 / 111.1`,
          sql`${rankOf(filter)} <= ${near.radiusKm}`,
        ]),
    ...(text === null ? [] : [sql`(words_beginning(${text}) is null or search @@ words_beginning(${text}))`]),
  ];
}
