import { type EntityManager, firstRow, isId, rows, sql } from '@constellation/kit';

/** A venue and its rooms in use. */
export interface Venue {
  readonly id: string;
  readonly slug: string;
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
}

/** Keeps what was last said of a venue; anything older than what is known changes nothing. */
export async function saveVenue(em: EntityManager, { id, slug, rooms }: Venue, version: number) {
  const [roomIds, roomNames] = [rooms.map((room) => room.id), rooms.map(({ name }) => name)];
  await rows(
    em,
    sql`insert into venues as known (id, version, slug, room_ids, room_names)
      values (${id}, ${version}, ${slug}, ${roomIds}::uuid[], ${roomNames}::text[])
      on conflict (id) do update set version = excluded.version, slug = excluded.slug, room_ids = excluded.room_ids,
        room_names = excluded.room_names
      where known.version < excluded.version`,
  );
}

/** The rooms of a venue; undefined when it was never heard of. */
export async function roomsOfVenue(em: EntityManager, id: string): Promise<readonly string[] | undefined> {
  if (!isId(id)) return undefined;
  const known = await firstRow(
    em,
    sql<{ roomIds: string[] }>`select room_ids as "roomIds" from venues where id = ${id}`,
  );
  return known?.roomIds;
}

/** The venue with this slug or id, if it was ever heard of. */
export async function findVenue(em: EntityManager, slugOrId: string): Promise<Venue | undefined> {
  const condition = isId(slugOrId) ? sql`id = ${slugOrId}` : sql`slug = ${slugOrId}`;
  return firstRow(
    em,
    sql<Venue>`select id, slug, coalesce((select jsonb_agg(jsonb_build_object('id', room.id, 'name', name))
        from unnest(room_ids, room_names) as room (id, name)), '[]') as rooms
      from venues where ${condition} order by version desc limit 1`,
  );
}
