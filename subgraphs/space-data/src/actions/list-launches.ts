import { type Connection, foreignCursor, isId, page, type Scope } from '@constellation/kit';
import { readWrittenInstant } from '@constellation/kit/written-instant';
import { type Launch, type LaunchPlace, upcomingLaunches } from '../data/launches.queries.ts';

/**
 * A page of the launches that are to come, by their time and id. A cursor is a time: whatever slips behind it is told once more,
 * whatever is brought forward before it is not.
 * @throws Refusal BAD_USER_INPUT for a `first` out of range or a foreign cursor
 */
export const listLaunches = (
  { em }: Scope,
  { first, after }: { readonly first: number; readonly after?: string | null },
): Promise<Connection<Launch>> =>
  page({
    first,
    after,
    binding: 'launches',
    key: ({ net, id }) => [net.toString(), id],
    read: (limit, place) => upcomingLaunches(em, { limit, after: place && readPlace(place) }),
  });

/** Cursors are not signed, so one that was made up must not reach the database. */
function readPlace([written = '', id = '']: readonly string[]): LaunchPlace {
  const net = readWrittenInstant(written);
  if (net && isId(id)) return { net, id };
  throw foreignCursor();
}
