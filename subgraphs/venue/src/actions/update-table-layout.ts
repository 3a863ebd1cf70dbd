import { newId, Refusal, type Scope } from '@constellation/kit';
import type { Room } from '../data/room.entity.ts';
import { lockRoom } from '../data/room.queries.ts';
import { replaceCombinations, saveTables, tablesToChange } from '../data/table.queries.ts';
import { lockVenue } from '../data/venue.queries.ts';
import { accept } from '../domain/accept.ts';
import { combine } from '../domain/table-combination.ts';
import { arrange, type LayoutChange, layoutChange } from '../domain/table-layout.ts';
import { snapshotVenue } from './snapshot-venue.ts';

/**
 * Adds and changes tables of a room and replaces its combinations, all or nothing.
 * @throws Refusal INVALID_INPUT, NOT_FOUND, DUPLICATE_LABEL or STALE_VERSION
 */
export async function updateTableLayout({ em }: Scope, { input }: { readonly input: LayoutChange }): Promise<Room> {
  const { roomId, tables: changes, combinations, expectedVersion } = accept(layoutChange, input);
  return em.transactional(async (tx) => {
    const room = await lockRoom(tx, roomId);
    const venue = await lockVenue(tx, room.venueId);
    refuseStale(room, expectedVersion);
    const present = await tablesToChange(tx, room);
    const tables = arrange({ ...room, tables: present }, changes, newId);
    saveTables(tx, room, present, tables);
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
