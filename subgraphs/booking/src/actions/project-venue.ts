import type { Scope } from '@constellation/kit';
import { saveVenue } from '../data/venues.queries.ts';
import type { BookableVenue } from '../domain/venue.ts';

/** Keeps what the venue subgraph last said; anything older than what is known changes nothing. */
export const projectVenue = ({ em }: Scope, venue: BookableVenue, version: number): Promise<void> =>
  em.transactional((tx) => saveVenue(tx, venue, version));
