import { invalid } from '@constellation/kit/input';
import type { venueSnapshot } from '@constellation/schema';
import type { z } from 'zod';

/** All that others need to know of a venue. */
export type VenueSnapshot = z.output<(typeof venueSnapshot)['data']>;

const most = { rooms: 50, tables: 2_000, combinations: 1_000 } as const;

/**
 * Keeps a venue so small that its snapshot fits into one message of any bus (NATS: 1 MB).
 * @throws Refusal INVALID_INPUT
 */
export function limitSize({ rooms }: VenueSnapshot): void {
  const size = {
    rooms: rooms.length,
    tables: rooms.reduce((sum, { tables }) => sum + tables.length, 0),
    combinations: rooms.reduce((sum, { combinations }) => sum + combinations.length, 0),
  };
  if (size.rooms > most.rooms) throw tooLarge('rooms', 'venueId');
  if (size.tables > most.tables) throw tooLarge('tables', 'tables');
  if (size.combinations > most.combinations) throw tooLarge('combinations', 'combinations');
}

const tooLarge = (what: keyof typeof most, path: string) =>
  invalid(`must not give the venue more than ${most[what]} ${what}`, path);
