import { type Connection, foreignCursor, isId, page, type Scope } from '@constellation/kit';
import type { Partner } from '../data/partner.entity.ts';
import { listedPartners } from '../data/partners.queries.ts';
import { allowAdmin } from './access.ts';

/**
 * A page of all partners, the oldest first.
 * @throws Refusal FORBIDDEN, or BAD_USER_INPUT for a `first` out of range or a foreign cursor
 */
export async function listPartners(
  { em, principal }: Scope,
  { first, after }: { readonly first: number; readonly after?: string | null },
): Promise<Connection<Partner>> {
  allowAdmin(principal);
  return page({
    first,
    after,
    binding: 'partners',
    key: ({ id }) => [id],
    read: (limit, place) => listedPartners(em, limit, place && readPlace(place)),
  });
}

/** Cursors are not signed, so one that was made up must not reach the database. */
function readPlace([id = '']: readonly string[]): string {
  if (isId(id)) return id;
  throw foreignCursor();
}
