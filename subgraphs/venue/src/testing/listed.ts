import type { Connection, Scope } from '@constellation/kit';
import { createVenue } from '../actions/create-venue.ts';
import { listVenues } from '../actions/list-venues.ts';
import type { Venue } from '../data/venue.entity.ts';
import type { WantedVenues } from '../domain/venue-filter.ts';
import type { NewVenue } from '../domain/venue.ts';
import { venueInput } from './inputs.ts';

/** Opens a venue for each of these inputs, in their order. */
export async function openEach(scope: () => Scope, inputs: readonly Partial<NewVenue>[]): Promise<void> {
  for (const input of inputs) await createVenue(scope(), { input: venueInput(input) });
}

/** The names of all venues that fit, in their order, read page by page. */
export async function listed(scope: Scope, filter: WantedVenues, first = 100): Promise<string[]> {
  const names: string[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo }: Connection<Venue> = await listVenues(scope, { first, filter, after });
    names.push(...edges.map(({ node }) => node.name));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return names;
}
