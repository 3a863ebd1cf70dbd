import { type Connection, isId, page, Refusal, type Scope } from '@constellation/kit';
import type { Venue } from '../data/venue.entity.ts';
import { type VenuePlace, venuesByName } from '../data/venue.queries.ts';

interface ListArguments {
  readonly first: number;
  readonly after?: string | null;
}

/**
 * A page of all venues by name.
 * @throws Refusal BAD_USER_INPUT for a `first` out of range or a foreign cursor
 */
export const listVenues = ({ em }: Scope, { first, after }: ListArguments): Promise<Connection<Venue>> =>
  page({
    first,
    after,
    binding: 'venues',
    key: ({ name, id }) => [name, id],
    read: (limit, place) => venuesByName(em, limit, place && readPlace(place)),
  });

/** Cursors are not signed, so one that was made up must not reach the database. */
function readPlace([name = '\0', id = '']: readonly string[]): VenuePlace {
  if (isId(id) && !name.includes('\0')) return { name, id };
  throw new Refusal('BAD_USER_INPUT', 'This cursor is not from this list', { path: ['after'] });
}
