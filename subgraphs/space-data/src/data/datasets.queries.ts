import { type EntityManager, firstRow, parseInstant, type RawBuilder, rows, sql } from '@constellation/kit';
import { releasePlace } from '../domain/release-place.ts';
import { forgottenBefore } from '../domain/retention.ts';

/** What is known of a data set of NASA's Open Science Data Repository. */
export interface Dataset {
  /** What it is called there, such as OSD-48. */
  readonly accession: string;
  readonly title: string;
  readonly description: string | null;
  /** The species that it is about. */
  readonly organism: readonly string[];
  readonly projectType: string | null;
  readonly releasedAt: Temporal.Instant | undefined;
  readonly url: URL;
  readonly fetchedAt: Temporal.Instant;
}

/** Keeps data sets, each as it was fetched last: one row for each, however often. */
export async function keepDatasets(tx: EntityManager, datasets: readonly Dataset[]): Promise<void> {
  const given = datasets.map(({ projectType, releasedAt, fetchedAt, ...each }) => ({
    ...each,
    project_type: projectType,
    released_at: releasedAt?.toString(),
    fetched_at: fetchedAt.toString(),
  }));
  await rows(
    tx,
    sql`
      insert into datasets (accession, title, description, organism, project_type, released_at, url, fetched_at)
      select distinct on (accession) accession, title, description, organism, project_type, released_at, url, fetched_at
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(accession text, title text, description text,
        organism text[], project_type text, released_at timestamptz, url text, fetched_at timestamptz)
      order by accession, fetched_at desc
      on conflict (accession) do update set
        title = excluded.title,
        description = excluded.description,
        organism = excluded.organism,
        project_type = excluded.project_type,
        released_at = excluded.released_at,
        url = excluded.url,
        fetched_at = excluded.fetched_at
      where datasets.fetched_at <= excluded.fetched_at`,
  );
}

/** Forgets data sets that none of the lists of the last 30 days had, now that all of one is kept. */
export const forgetDatasets = (tx: EntityManager, now: Temporal.Instant) =>
  rows(tx, sql`delete from datasets where fetched_at < ${forgottenBefore('datasets', now)}`);

/** A data set's place in a list: how well it fits the words where there are some, its release, its accession. */
export interface DatasetPlace {
  readonly rank: string;
  readonly releasedAt: string;
  readonly accession: string;
}

export interface ListedDataset {
  readonly place: DatasetPlace;
  readonly dataset: Dataset;
}

interface Stretch {
  readonly limit: number;
  readonly after?: DatasetPlace | undefined;
}

interface Row extends Omit<Dataset, 'releasedAt' | 'url' | 'fetchedAt'> {
  readonly releasedAt: string | null;
  readonly url: string;
  readonly fetchedAt: string;
}

/** The data sets with all of the words, the best fit first; all of them, the newest first, where there are none. */
export async function listedDatasets(
  em: EntityManager,
  words: string | undefined,
  stretch: Stretch,
): Promise<ListedDataset[]> {
  const found = await rows(em, selectDatasets(words, stretch));
  return found.map(({ rank, ...row }) => {
    const dataset = datasetOf(row);
    const { accession, releasedAt } = dataset;
    return { place: { rank, releasedAt: releasePlace(releasedAt), accession }, dataset };
  });
}

/** The statement behind a list. Words are in English, as in a search of the web: "a phrase", or, -without. */
export function selectDatasets(words: string | undefined, { limit, after }: Stretch) {
  const rank = words === undefined ? [] : [sql`ts_rank(search, ${queryOf(words)})::float8`];
  const order = [...rank, sql`coalesce(released_at, '-infinity')`, sql`accession`];
  const fits = words === undefined ? [] : [isFound(words)];
  if (after) {
    const place = [
      ...rank.map(() => sql`${after.rank}::float8`),
      sql`${after.releasedAt}::timestamptz`,
      sql`${after.accession}`,
    ];
    fits.push(sql`(${sql.join(order)}) < (${sql.join(place)})`);
  }
  return sql<Row & { readonly rank: string }>`
    select ${columns}, (${rank[0] ?? sql`0`})::text as rank from datasets
    where ${fits.length > 0 ? sql.join(fits, sql` and `) : sql`true`}
    order by ${sql.join(order.map((by) => sql`${by} desc`))} limit ${limit}`;
}

/** How many data sets have all of the words; how many there are, where there are none. */
export async function countedDatasets(em: EntityManager, words: string | undefined): Promise<number> {
  const counted = await firstRow(
    em,
    sql<{ count: number }>`
      select count(*)::integer as count from datasets where ${words === undefined ? sql`true` : isFound(words)}`,
  );
  return counted?.count ?? 0;
}

/** The data sets of accessions; those that name none are passed over. */
export async function datasetsOf(em: EntityManager, accessions: readonly string[]): Promise<Dataset[]> {
  const wanted = accessions.filter((accession) => !accession.includes('\0'));
  const found = await rows(em, sql<Row>`select ${columns} from datasets where accession = any(${wanted}::text[])`);
  return found.map(datasetOf);
}

const columns = sql`accession, title, description, organism, project_type as "projectType", released_at as "releasedAt", url,
  fetched_at as "fetchedAt"`;

const queryOf = (words: string): RawBuilder<unknown> => sql`websearch_to_tsquery('english', ${words})`;

const isFound = (words: string): RawBuilder<unknown> => sql`search @@ ${queryOf(words)}`;

const datasetOf = ({ releasedAt, url, fetchedAt, ...row }: Row): Dataset => ({
  ...row,
  releasedAt: releasedAt === null ? undefined : parseInstant(releasedAt),
  url: new URL(url),
  fetchedAt: parseInstant(fetchedAt),
});
