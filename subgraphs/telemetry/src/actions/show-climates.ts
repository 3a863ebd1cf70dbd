import type { Scope } from '@constellation/kit';
import { type Climate, climateOfRooms } from '../data/climate.queries.ts';
import { shareOf } from './access.ts';

/** For each room what it feels like there, by the devices that the caller may see; null where nothing is measured. */
export async function showClimates(
  { em, principal }: Pick<Scope, 'em' | 'principal'>,
  roomIds: readonly string[],
): Promise<(Climate | null)[]> {
  const climates = await climateOfRooms(em, shareOf(principal), roomIds);
  const perRoom = new Map(climates.map((climate) => [climate.roomId, climate]));
  return roomIds.map((id) => perRoom.get(id) ?? null);
}
