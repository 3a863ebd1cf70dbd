import type { RoomResolvers } from './schema.generated.ts';

export const Room: RoomResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  devices: ({ id }, _arguments, { loaders }) => loaders.devicesOfRoom.load(id),
  climate: ({ id }, _arguments, { loaders }) => loaders.climateOfRoom.load(id),
};
