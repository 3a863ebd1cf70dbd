import { existing } from './loaders.ts';
import type { TableResolvers } from './schema.generated.ts';

export const Table: TableResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.table.load(id),
  room: ({ roomId }, _arguments, { loaders }) => existing(loaders.room.load(roomId)),
  position: ({ x, y, rotation, shape }) => ({ x, y, rotation, shape }),
  retired: ({ retiredAt }) => retiredAt !== null,
};
