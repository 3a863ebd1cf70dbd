import { type Connection, foreignCursor, isId, listBoundTo, page, type Scope } from '@constellation/kit';
import { type DeviceFilter, listedDevices, type Stretch } from '../data/device-list.queries.ts';
import type { Device } from '../data/devices.queries.ts';
import { shareOf } from './access.ts';

interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

/**
 * A page of the devices that fit a filter and that the caller may see, in the order they were registered.
 * @throws Refusal BAD_USER_INPUT for a `first` out of range or a foreign cursor
 */
export async function listDevices(
  { em, principal }: Scope,
  { filter, ...given }: PageArguments & { readonly filter?: DeviceFilter | null },
): Promise<Connection<Device>> {
  const wanted = filter ?? {};
  return pageOfDevices(given, bindingOf(wanted), (stretch) => listedDevices(em, shareOf(principal), wanted, stretch));
}

/**
 * A page of devices that are read by their ids.
 * @throws Refusal BAD_USER_INPUT for a `first` out of range or a foreign cursor
 */
export function pageOfDevices(
  { first, after }: PageArguments,
  binding: string,
  read: (stretch: Stretch) => Promise<readonly Device[]>,
): Promise<Connection<Device>> {
  return page<Device>({
    first,
    after,
    binding,
    key: ({ id }) => [id],
    read: (limit, place) => read({ limit, after: place && readPlace(place) }),
  });
}

/** Names the list in its cursors; a filter is put short. */
function bindingOf(filter: DeviceFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value != null);
  return given.length === 0 ? 'devices' : listBoundTo('devices', JSON.stringify(given));
}

/** Cursors are not signed, so one that was made up must not reach the database. */
function readPlace([id = '']: readonly string[]): string {
  if (isId(id)) return id;
  throw foreignCursor();
}
