import type { Scope } from '@constellation/kit';
import { addVenue, lockVenue, saveVenue } from '../data/venues.queries.ts';
import type { BookableVenue } from '../domain/venue.ts';
import { flagExposed } from './flag-exposed.ts';

/**
 * Keeps what the venue subgraph last said, and flags the bookings that it goes against; anything older than what is known
 * changes nothing. Of a venue that was not known nobody can tell what has changed about it, so nothing is flagged.
 */
export const projectVenue = ({ em }: Scope, venue: BookableVenue, version: number): Promise<void> =>
  em.transactional(async (tx) => {
    if (await addVenue(tx, venue, version)) return;
    const known = await lockVenue(tx, venue.id);
    const isNews = await saveVenue(tx, venue, version);
    if (known && isNews) await flagExposed(tx, known.venue, venue);
  });
