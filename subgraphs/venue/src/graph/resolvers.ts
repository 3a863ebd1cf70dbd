import { Mutation } from './mutation.ts';
import { Query } from './query.ts';
import { Room } from './room.ts';
import type { Resolvers } from './schema.generated.ts';
import { TableCombination } from './table-combination.ts';
import { Table } from './table.ts';
import { Venue } from './venue.ts';

export const resolvers: Resolvers = { Query, Mutation, Venue, Room, Table, TableCombination };
