import { existing } from './loaders.ts';
import type { RoomResolvers } from './schema.generated.ts';

export const Room: RoomResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.room.load(id),
  venue: ({ venueId }, _arguments, { loaders }) => existing(loaders.venue.load(venueId)),
  tables: ({ id }, { retired }, { loaders }) => (retired ? loaders.tablesEverOfRoom : loaders.tablesOfRoom).load(id),
  combinations: ({ id }, _arguments, { loaders }) => loaders.combinationsOfRoom.load(id),
  layout: ({ width, height, layoutVersion: version }) => ({ width, height, version }),
  retired: ({ retiredAt }) => retiredAt !== null,
};
