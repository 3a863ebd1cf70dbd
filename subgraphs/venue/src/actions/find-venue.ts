import { isId, Refusal, type Scope } from '@constellation/kit';
import type { Venue } from '../data/venue.entity.ts';
import { findVenue } from '../data/venue.queries.ts';
import { isSlug } from '../domain/venue.ts';

interface VenueArguments {
  readonly id?: string | null;
  readonly slug?: string | null;
}

/**
 * The venue that one of the arguments names, if there is one.
 * @throws Refusal BAD_USER_INPUT unless exactly one is given
 */
export async function lookUpVenue({ em }: Scope, { id, slug }: VenueArguments): Promise<Venue | null> {
  if (id != null && slug == null) return isId(id) ? findVenue(em, { id }) : null;
  if (slug != null && id == null) return isSlug(slug) ? findVenue(em, { slug }) : null;
  throw new Refusal('BAD_USER_INPUT', 'Give exactly one of `id` and `slug`');
}
