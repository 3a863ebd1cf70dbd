import { invalid } from '@constellation/kit/input';
import { Refusal } from '@constellation/kit/refusal';
import { z } from 'zod';
import { list, optional } from './rules.ts';
import { newCombination } from './table-combination.ts';
import { type PlacedTable, type TableChange, tableChange } from './table.ts';

const mostTables = 500;

/** What a change of a room's layout must be like. */
export const layoutChange = z
  .object({
    roomId: z.string(),
    tables: list(tableChange, { most: mostTables }).default([]),
    retire: optional(list(z.string(), { most: mostTables })).transform((ids) => ids ?? []),
    combinations: list(newCombination, { most: mostTables })
      .nullable()
      .transform((combinations) => combinations ?? [])
      .exactOptional(),
    expectedVersion: z.int().nullish(),
    force: optional(z.boolean()).transform((force) => force ?? false),
  })
  .superRefine(({ tables, retire }, context) => {
    const changed = new Set(tables.map(({ id }) => id));
    for (const [index, id] of retire.entries()) {
      const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['retire', index], message });
      if (retire.indexOf(id) < index) refuse('must not be named twice');
      if (changed.has(id)) refuse('must not be changed as well');
    }
  });

export type LayoutChange = z.input<typeof layoutChange>;

/** A room as far as its tables are concerned, in metres. */
interface Floor {
  readonly width: number;
  readonly height: number;
  readonly tables: readonly PlacedTable[];
}

/**
 * All tables of a room after some were added and some changed; only the outcome counts, so two may swap labels.
 * @throws Refusal NOT_FOUND, INVALID_INPUT or DUPLICATE_LABEL that leads to the change at fault.
 */
export function arrange(floor: Floor, changes: readonly TableChange[], newId: () => string): readonly PlacedTable[] {
  const present = new Map(floor.tables.map((table) => [table.id, table]));
  const changed = changes.map((change, index) => {
    const table = change.id == null ? added(change, newId(), index) : altered(change, present.get(change.id), index);
    judge(table, floor, index);
    return table;
  });
  refuseRepetition(changed);
  const arranged = new Map([...present, ...changed.map((table) => [table.id, table] as const)]);
  if (arranged.size > mostTables) throw invalid(`must not make more than ${mostTables} tables in the room`, 'tables');
  refuseSameLabel([...arranged.values()], changed);
  return [...arranged.values()];
}

const blank = { minParty: 1, zone: null, x: 0, y: 0, rotation: 0, shape: 'SQUARE' } as const;

function added({ label, maxParty, ...change }: TableChange, id: string, index: number): PlacedTable {
  if (label === undefined) throw invalid('must be given for a new table', ...pathTo(index, 'label'));
  if (maxParty === undefined) throw invalid('must be given for a new table', ...pathTo(index, 'maxParty'));
  return { ...blank, ...change, label, maxParty, id };
}

function altered(change: TableChange, table: PlacedTable | undefined, index: number): PlacedTable {
  if (!table)
    throw new Refusal('NOT_FOUND', 'The room has no table with this id', { path: ['input', ...pathTo(index, 'id')] });
  return { ...table, ...change, id: table.id };
}

function judge({ minParty, maxParty, x, y }: PlacedTable, { width, height }: Floor, index: number): void {
  if (minParty > maxParty) throw invalid('must not be more than maxParty', ...pathTo(index, 'minParty'));
  if (x > width) throw invalid(`must be within the room's ${width} metres`, ...pathTo(index, 'x'));
  if (y > height) throw invalid(`must be within the room's ${height} metres`, ...pathTo(index, 'y'));
}

function refuseRepetition(changed: readonly PlacedTable[]): void {
  const ids = changed.map(({ id }) => id);
  const again = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (again >= 0) throw invalid('must not be changed twice at once', ...pathTo(again, 'id'));
}

function refuseSameLabel(arranged: readonly PlacedTable[], changed: readonly PlacedTable[]): void {
  const owners = new Map<string, string>();
  for (const { id, label } of arranged) {
    const owner = owners.get(label);
    owners.set(label, id);
    if (owner === undefined) continue;
    const index = changed.findLastIndex((table) => table.id === id || table.id === owner);
    throw new Refusal('DUPLICATE_LABEL', 'Two tables of the room would have this label', {
      path: ['input', ...pathTo(index, 'label')],
      details: { label },
    });
  }
}

const pathTo = (index: number, field: keyof TableChange) => ['tables', String(index), field] as const;
