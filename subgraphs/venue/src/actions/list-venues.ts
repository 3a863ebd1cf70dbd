import { type Connection, foreignCursor, isId, listBoundTo, page, type Scope } from '@constellation/kit';
import { acceptArgument } from '@constellation/kit/input';
import { type ListedVenue, listedVenues, type VenuePlace } from '../data/venue-list.queries.ts';
import type { Venue } from '../data/venue.entity.ts';
import { type VenueFilter, venueFilter, type WantedVenues } from '../domain/venue-filter.ts';

interface ListArguments {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: WantedVenues | null;
}

/**
 * A page of the venues that fit a filter, closed ones too: by name, or the nearest first.
 * @throws Refusal BAD_USER_INPUT for a `first` out of range, a filter that cannot be or a foreign cursor
 */
export async function listVenues({ em }: Scope, { first, after, filter }: ListArguments): Promise<Connection<Venue>> {
  const wanted = acceptArgument(venueFilter, 'filter', filter ?? {});
  const { edges, pageInfo } = await page<ListedVenue>({
    first,
    after,
    binding: bindingOf(wanted),
    key: ({ place: { rank, id } }) => [rank, id],
    read: (limit, place) => listedVenues(em, wanted, limit, place && readPlace(wanted, place)),
  });
  return { edges: edges.map(({ node, cursor }) => ({ node: node.venue, cursor })), pageInfo };
}

/** Names the list in its cursors; a filter is put short, as a cursor has room for a long name. */
function bindingOf(wanted: VenueFilter): string {
  const given = Object.entries(wanted).filter(([, value]) => value !== null);
  return given.length === 0 ? 'venues' : listBoundTo('venues', JSON.stringify(given));
}

/** Cursors are not signed, so one that was made up must not reach the database. */
function readPlace({ near }: VenueFilter, [rank = '', id = '']: readonly string[]): VenuePlace {
  if (isId(id) && (near === null || /^\d{1,5}(\.\d{1,6})?(e-\d\d)?$/.test(rank))) return { rank, id };
  throw foreignCursor();
}
