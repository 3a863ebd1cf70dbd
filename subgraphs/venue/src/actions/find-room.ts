import type { Scope } from '@constellation/kit';
import type { Room } from '../data/room.entity.ts';
import { roomsByIds } from '../data/room.queries.ts';

/** The room with this id, if there is one. */
export const lookUpRoom = async ({ em }: Scope, id: string): Promise<Room | undefined> =>
  (await roomsByIds(em, [id]))[0];
