import type { Scope } from '@constellation/kit';
import { devicesOfPlaces, type Stretch } from '../data/device-list.queries.ts';
import type { Device } from '../data/devices.queries.ts';
import { shareOf } from './access.ts';

type Asker = Pick<Scope, 'em' | 'principal'>;

/** Devices of a room that are shown at most. */
const mostOfRoom = 100;

/** A venue and which of its devices are wanted. */
export interface VenueStretch extends Stretch {
  readonly venueId: string;
}

/** For each venue those of its devices in use that the caller may see; venues of the same stretch are read together. */
export async function listDevicesOfVenues(
  { em, principal }: Asker,
  wanted: readonly VenueStretch[],
): Promise<(readonly Device[])[]> {
  const found = new Map<string, Map<string | null, Device[]>>();
  for (const [stretch, { limit, after }] of new Map(wanted.map((each) => [nameOf(each), each]))) {
    const ids = wanted.filter((each) => nameOf(each) === stretch).map(({ venueId }) => venueId);
    const devices = await devicesOfPlaces(em, shareOf(principal), { kind: 'venue_id', ids }, { limit, after });
    found.set(
      stretch,
      Map.groupBy(devices, ({ venueId }) => venueId),
    );
  }
  return wanted.map((each) => found.get(nameOf(each))?.get(each.venueId) ?? []);
}

const nameOf = ({ limit, after = '' }: Stretch) => `${limit} ${after}`;

/** For each room its devices in use that the caller may see. */
export async function listDevicesOfRooms(
  { em, principal }: Asker,
  roomIds: readonly string[],
): Promise<(readonly Device[])[]> {
  const places = { kind: 'room_id' as const, ids: roomIds };
  const devices = await devicesOfPlaces(em, shareOf(principal), places, { limit: mostOfRoom });
  const perRoom = Map.groupBy(devices, ({ roomId }) => roomId);
  return roomIds.map((id) => perRoom.get(id) ?? []);
}
