import { textOf } from '../domain/moment.ts';
import type { SlotReasonResolvers, TableOptionResolvers, TableSlotResolvers } from './schema.generated.ts';

export const TableSlot: TableSlotResolvers = {
  startsAt: ({ startsAt }) => textOf(startsAt),
  endsAt: ({ endsAt }) => textOf(endsAt),
};

export const TableOption: TableOptionResolvers = { tableIds: ({ tables }) => tables.map(({ id }) => id) };

export const SlotReason: SlotReasonResolvers = {
  tableIds: ({ tableIds }) => tableIds ?? [],
  until: ({ until }) => (until === undefined ? null : textOf(until)),
};
