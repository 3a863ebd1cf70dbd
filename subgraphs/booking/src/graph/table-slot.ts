import type { SlotReasonResolvers, TableOptionResolvers } from './schema.generated.ts';

export const TableOption: TableOptionResolvers = { tableIds: ({ tables }) => tables.map(({ id }) => id) };

export const SlotReason: SlotReasonResolvers = { tableIds: ({ tableIds }) => tableIds ?? [] };
