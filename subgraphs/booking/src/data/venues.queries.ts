import { type EntityManager, firstRow, isId, rows, sql } from '@constellation/kit';
import type { BookableVenue } from '../domain/venue.ts';

/** The venue as last heard of, unchanged until the transaction ends; undefined when it never was. */
export async function shareVenue(tx: EntityManager, id: string): Promise<BookableVenue | undefined> {
  if (!isId(id)) return undefined;
  const row = await firstRow(tx, sql<{ venue: BookableVenue }>`select venue from venues where id = ${id} for share`);
  return row?.venue;
}

/** Replaces what is known of a venue unless something as new is known already. */
export async function saveVenue(tx: EntityManager, venue: BookableVenue, version: number): Promise<void> {
  const tableIds = venue.rooms.flatMap((room) => room.tables).map((table) => table.id);
  await rows(
    tx,
    sql`
      with saved as (
        insert into venues as known (id, version, venue) values (${venue.id}, ${version}, ${JSON.stringify(venue)})
        on conflict (id) do update set version = excluded.version, venue = excluded.venue
        where known.version < excluded.version
        returning id
      )
      insert into venue_tables (id, venue_id) select unnest(${tableIds}::uuid[]), id from saved
      on conflict (id) do nothing`,
  );
}
