import { byLabel } from '../domain/table.ts';
import type { TableCombinationResolvers } from './schema.generated.ts';

export const TableCombination: TableCombinationResolvers = {
  tables: ({ tables }) => tables.getItems().toSorted(byLabel),
};
