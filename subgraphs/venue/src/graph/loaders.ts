import type { GraphContext, Scope } from '@constellation/kit';
import DataLoader from 'dataloader';
import { roomsByIds, roomsOfVenues } from '../data/room.queries.ts';
import { combinationsOfRooms, tablesByIds, tablesEverOfRooms, tablesOfRooms } from '../data/table.queries.ts';
import { venuesByIds } from '../data/venue.queries.ts';

/** Batched reads for one request. They keep nothing, so that a second mutation of a request answers with its own outcome. */
export const loaders = ({ em }: Scope) => ({
  venue: oneEach((ids) => venuesByIds(em, ids)),
  room: oneEach((ids) => roomsByIds(em, ids)),
  table: oneEach((ids) => tablesByIds(em, ids)),
  roomsOfVenue: manyEach(
    (ids) => roomsOfVenues(em, ids),
    ({ venueId }) => venueId,
  ),
  tablesOfRoom: manyEach(
    (ids) => tablesOfRooms(em, ids),
    ({ roomId }) => roomId,
  ),
  tablesEverOfRoom: manyEach(
    (ids) => tablesEverOfRooms(em, ids),
    ({ roomId }) => roomId,
  ),
  combinationsOfRoom: manyEach(
    (ids) => combinationsOfRooms(em, ids),
    ({ roomId }) => roomId,
  ),
});

export type Context = GraphContext<ReturnType<typeof loaders>>;

/** For what a foreign key names: it is there. */
export async function existing<Node>(node: Promise<Node | undefined>): Promise<Node> {
  const found = await node;
  if (found === undefined) throw new Error('A foreign key names nothing');
  return found;
}

type Read<Node> = (ids: readonly string[]) => Promise<readonly Node[]>;

const oneEach = <Node extends { readonly id: string }>(read: Read<Node>) =>
  batched(async (ids) => {
    const nodes = new Map((await read(ids)).map((node) => [node.id, node]));
    return ids.map((id) => nodes.get(id));
  });

const manyEach = <Node>(read: Read<Node>, owner: (node: Node) => string) =>
  batched(async (ids) => {
    const nodes = Map.groupBy(await read(ids), owner);
    return ids.map((id) => nodes.get(id) ?? []);
  });

const batched = <Answer>(read: Read<Answer>) => new DataLoader<string, Answer>(read, { cache: false });
