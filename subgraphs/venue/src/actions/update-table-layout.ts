import { newId, Refusal, type Scope } from '@constellation/kit';
import { accept } from '@constellation/kit/input';
import type { Room } from '../data/room.entity.ts';
import { lockRoom } from '../data/room.queries.ts';
import { replaceCombinations, saveTables, tablesToChange } from '../data/table.queries.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { divide } from '../domain/retirement.ts';
import { refuseRetired } from '../domain/room.ts';
import { combine } from '../domain/table-combination.ts';
import { arrange, type LayoutChange, layoutChange } from '../domain/table-layout.ts';
import { allowManager } from './access.ts';
import { retireTables } from './retire-tables.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/**
 * Adds, changes and retires tables of a room and replaces its combinations, all or nothing.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, FORBIDDEN, ROOM_RETIRED, DUPLICATE_LABEL, STALE_VERSION or HAS_FUTURE_BOOKINGS
 */
export async function updateTableLayout(
  { em, principal }: Scope,
  { input }: { readonly input: LayoutChange },
): Promise<Room> {
  const { roomId, tables: changes, retire, combinations, expectedVersion, force } = accept(layoutChange, input);
  return em.transactional(async (tx) => {
    const room = await lockRoom(tx, roomId, ['input', 'roomId']);
    allowManager(principal, room.venueId);
    refuseRetired(room, ['input', 'roomId']);
    const venue = await lockVenue(tx, room.venueId);
    refuseStale(room, expectedVersion);
    const { leaving, staying } = divide(await tablesToChange(tx, room, retire), retire);
    const tables = arrange({ ...room, tables: staying }, changes, newId);
    await retireTables(tx, leaving, { venueId: venue.id, force, path: (ids) => wayToOneOf(ids, retire) });
    saveTables(tx, room, staying, tables);
    if (combinations) await replaceCombinations(tx, room, combine(tables, combinations));
    room.layoutVersion += 1;
    await snapshotVenue(tx, venue);
    return room;
  });
}

function refuseStale({ layoutVersion: version }: Room, expected: number | null | undefined): void {
  if (expected == null || expected === version) return;
  throw new Refusal('STALE_VERSION', 'The layout has changed since the version you expected', {
    path: ['input', 'expectedVersion'],
    details: { version },
  });
}

const wayToOneOf = (tableIds: readonly string[], retire: readonly string[]) => [
  'input',
  'retire',
  String(retire.findIndex((id) => tableIds.includes(id))),
];
