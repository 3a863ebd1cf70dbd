import { Device } from './device.ts';
import { Mutation } from './mutation.ts';
import { Query } from './query.ts';
import { Room } from './room.ts';
import type { Resolvers } from './schema.generated.ts';
import { Venue } from './venue.ts';

export const resolvers: Resolvers = { Query, Mutation, Device, Venue, Room };
