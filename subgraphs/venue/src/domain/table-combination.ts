import { invalid } from '@constellation/kit/input';
import { z } from 'zod';
import { list, whole } from './rules.ts';
import { partySize, tableLabel } from './table.ts';

const mostTables = 10;
const mostUrgent = 1_000_000;

/** A combination as it is given: tables by label. */
export const newCombination = z
  .object({
    labels: list(tableLabel, { least: 2, most: mostTables }),
    minParty: partySize,
    maxParty: partySize,
    priority: whole(-mostUrgent, mostUrgent).default(0),
  })
  .refine(({ minParty, maxParty }) => minParty <= maxParty, {
    path: ['minParty'],
    error: 'must not be more than maxParty',
  });

type NewCombination = z.output<typeof newCombination>;

/** Tables that may be joined for a party of this size. */
export interface CombinedTables {
  readonly tables: readonly string[];
  readonly minParty: number;
  readonly maxParty: number;
  readonly priority: number;
}

/**
 * Finds the tables of new combinations by their labels.
 * @throws Refusal INVALID_INPUT for an unknown label, one given twice, and tables that are combined twice.
 */
export function combine(
  tables: readonly { readonly id: string; readonly label: string }[],
  combinations: readonly NewCombination[],
): readonly CombinedTables[] {
  const ids = new Map(tables.map(({ id, label }) => [label, id]));
  const combined = combinations.map(({ labels, ...combination }, index) => ({
    ...combination,
    tables: tableIds(ids, labels, ['combinations', String(index), 'labels']),
  }));
  refuseRepetition(combined);
  return combined;
}

function tableIds(
  ids: ReadonlyMap<string, string>,
  labels: readonly string[],
  path: readonly string[],
): readonly string[] {
  return labels.map((label, index) => {
    const id = ids.get(label);
    if (id === undefined) throw invalid('must be the label of a table of the room', ...path, String(index));
    if (labels.indexOf(label) < index) throw invalid('must not be named twice', ...path, String(index));
    return id;
  });
}

function refuseRepetition(combinations: readonly CombinedTables[]): void {
  const seen = new Set<string>();
  for (const [index, { tables }] of combinations.entries()) {
    const key = tables.toSorted().join();
    if (seen.has(key))
      throw invalid('must not combine tables that are combined already', 'combinations', String(index), 'labels');
    seen.add(key);
  }
}
