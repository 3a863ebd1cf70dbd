import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
import type { MeanElements } from '../domain/elements.ts';
import { epochOf } from '../domain/epoch.ts';
import { forgottenBefore } from '../domain/retention.ts';

/** A satellite as far as its newest elements say, and where they come from. */
export interface Elements {
  readonly noradId: number;
  readonly name: string;
  readonly meanElements: MeanElements;
  readonly epoch: Temporal.Instant;
  /** Who published them. */
  readonly source: string;
  /** When the source was asked; undefined for elements that came with the software. */
  readonly fetchedAt?: Temporal.Instant | undefined;
}

/** Where elements come from. */
export type Origin = Pick<Elements, 'source' | 'fetchedAt'>;

/**
 * Keeps elements that are newer than those of the same satellite, or as new and fetched later; older ones change nothing. As often as
 * it is asked, in whatever order, one row remains for each satellite. One whose elements nobody has told for two years is
 * forgotten, unless they came with the software.
 */
export async function keepElements(
  em: EntityManager,
  elements: readonly MeanElements[],
  { source, fetchedAt }: Origin,
): Promise<void> {
  const given = elements.map((each) => ({
    norad_id: each.NORAD_CAT_ID,
    name: each.OBJECT_NAME,
    mean_elements: each,
    epoch: epochOf(each).toString(),
  }));
  await rows(
    em,
    sql`
      insert into elements (norad_id, name, mean_elements, epoch, source, fetched_at)
      select distinct on (norad_id) norad_id, name, mean_elements, epoch, ${source}, ${fetchedAt?.toString() ?? null}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(given, keptValue)}::jsonb)
        as given(norad_id integer, name text, mean_elements jsonb, epoch timestamptz)
      order by norad_id, epoch desc
      on conflict (norad_id) do update set
        name = excluded.name,
        mean_elements = excluded.mean_elements,
        epoch = excluded.epoch,
        source = excluded.source,
        fetched_at = excluded.fetched_at
      where (elements.epoch, coalesce(elements.fetched_at, '-infinity'))
        < (excluded.epoch, coalesce(excluded.fetched_at, '-infinity'))`,
  );
  if (!fetchedAt) return;
  await rows(em, sql`delete from elements where fetched_at < ${forgottenBefore('elements', fetchedAt)}`);
}

/** What others write may have in it what no database takes. */
const keptValue = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;

interface Row {
  readonly noradId: number;
  readonly name: string;
  readonly meanElements: MeanElements;
  readonly epoch: string;
  readonly source: string;
  readonly fetchedAt: string | null;
}

/** The newest elements of satellites; numbers that name none are passed over. */
export async function elementsOf(em: EntityManager, noradIds: readonly number[]): Promise<Elements[]> {
  const found = await rows(
    em,
    sql<Row>`
      select norad_id as "noradId", name, mean_elements as "meanElements", epoch, source, fetched_at as "fetchedAt"
      from elements where norad_id = any(${noradIds}::integer[])`,
  );
  return found.map(({ epoch, fetchedAt, ...row }) => ({
    ...row,
    epoch: parseInstant(epoch),
    fetchedAt: fetchedAt === null ? undefined : parseInstant(fetchedAt),
  }));
}
