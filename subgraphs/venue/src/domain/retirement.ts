import { Refusal } from '@constellation/kit/refusal';

interface Retirable {
  readonly id: string;
  readonly retiredAt: Temporal.Instant | null;
}

/** Tables in use: those that a change takes away and those that stay. */
interface Division<Table> {
  readonly leaving: readonly Table[];
  readonly staying: readonly Table[];
}

/**
 * Parts the tables in use. Retiring what is retired already changes nothing.
 * @throws Refusal NOT_FOUND that leads to an id that names none of the tables.
 */
export function divide<Table extends Retirable>(tables: readonly Table[], retire: readonly string[]): Division<Table> {
  const known = new Set(tables.map(({ id }) => id));
  const stray = retire.findIndex((id) => !known.has(id));
  if (stray >= 0)
    throw new Refusal('NOT_FOUND', 'The room has no table with this id', { path: ['input', 'retire', String(stray)] });
  const inUse = tables.filter(({ retiredAt }) => retiredAt === null);
  const { leaving = [], staying = [] } = Object.groupBy(inUse, ({ id }) =>
    retire.includes(id) ? 'leaving' : 'staying',
  );
  return { leaving, staying };
}
