import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';
import type { ImageFilter } from '../domain/image-filter.ts';
import { releasePlace } from '../domain/release-place.ts';
import { mostImages } from '../domain/retention.ts';

/** What is known of an image of the James Webb Space Telescope. */
export interface JwstImage {
  /** The name of its file, without what says that it is a JPEG. */
  readonly id: string;
  readonly observationId: string;
  /** The number of the programme, without zeros before it. */
  readonly program: string;
  /** In capitals. */
  readonly instruments: readonly string[];
  /** What kind of product it shows: the end of the file's name. */
  readonly suffix: string | null;
  readonly caption: string | null;
  readonly url: URL;
  readonly thumbnailUrl: URL | null;
  readonly releasedAt: Temporal.Instant | undefined;
  readonly observedAt: Temporal.Instant | undefined;
  readonly source: 'jwst' | 'jwst-gallery';
  readonly fetchedAt: Temporal.Instant;
}

/**
 * Keeps images, each as it was fetched last: one row for each, however often. What the archive says of an image replaces what the
 * gallery said, and is not replaced by it. Of each source those remain that it told of last, so many and no more.
 */
export async function keepImages(tx: EntityManager, images: readonly JwstImage[]): Promise<void> {
  const given = images.map(({ observationId, thumbnailUrl, releasedAt, observedAt, fetchedAt, ...each }) => ({
    ...each,
    observation_id: observationId,
    thumbnail_url: thumbnailUrl,
    released_at: releasedAt?.toString(),
    observed_at: observedAt?.toString(),
    fetched_at: fetchedAt.toString(),
  }));
  await rows(
    tx,
    sql`
      insert into jwst_images (id, observation_id, program, instruments, suffix, caption, url, thumbnail_url, released_at,
        observed_at, source, fetched_at)
      select distinct on (id) id, observation_id, program, instruments, suffix, caption, url, thumbnail_url, released_at,
        observed_at, source, fetched_at
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(id text,
        observation_id text, program text, instruments text[], suffix text, caption text, url text, thumbnail_url text,
        released_at timestamptz, observed_at timestamptz, source text, fetched_at timestamptz)
      order by id, source, fetched_at desc
      on conflict (id) do update set
        observation_id = excluded.observation_id,
        program = excluded.program,
        instruments = excluded.instruments,
        suffix = excluded.suffix,
        caption = excluded.caption,
        url = excluded.url,
        thumbnail_url = excluded.thumbnail_url,
        released_at = excluded.released_at,
        observed_at = excluded.observed_at,
        source = excluded.source,
        fetched_at = excluded.fetched_at
      where (excluded.source = 'jwst' and jwst_images.source = 'jwst-gallery')
        or (excluded.source = jwst_images.source and excluded.fetched_at >= jwst_images.fetched_at)`,
  );
  await rows(
    tx,
    sql`
      delete from jwst_images using (
        select id, row_number() over (
          partition by source order by fetched_at desc, coalesce(released_at, '-infinity') desc, id desc
        ) as place from jwst_images
      ) as placed
      where jwst_images.id = placed.id and placed.place > ${mostImages}`,
  );
}

/** An image's place in a list: its release, its id. */
export interface ImagePlace {
  readonly releasedAt: string;
  readonly id: string;
}

export const placeOf = ({ releasedAt, id }: JwstImage): ImagePlace => ({ releasedAt: releasePlace(releasedAt), id });

interface Stretch {
  readonly limit: number;
  readonly after?: ImagePlace | undefined;
}

interface Row extends Omit<JwstImage, 'url' | 'thumbnailUrl' | 'releasedAt' | 'observedAt' | 'fetchedAt'> {
  readonly url: string;
  readonly thumbnailUrl: string | null;
  readonly releasedAt: string | null;
  readonly observedAt: string | null;
  readonly fetchedAt: string;
}

/** The images that fit a filter, the newest release first, those without one last. */
export async function listedImages(em: EntityManager, filter: ImageFilter, stretch: Stretch): Promise<JwstImage[]> {
  return (await rows(em, selectImages(filter, stretch))).map(imageOf);
}

/** The statement behind a list. */
function selectImages({ program, instrument, suffix }: ImageFilter, { limit, after }: Stretch) {
  const fits = [
    sql`true`,
    ...(program == null ? [] : [sql`program = ${program}`]),
    ...(instrument == null ? [] : [sql`${instrument} = any(instruments)`]),
    ...(suffix == null ? [] : [sql`suffix = ${suffix}`]),
    ...(after ? [sql`(coalesce(released_at, '-infinity'), id) < (${after.releasedAt}::timestamptz, ${after.id})`] : []),
  ];
  return sql<Row>`
    select ${columns} from jwst_images where ${sql.join(fits, sql` and `)}
    order by coalesce(released_at, '-infinity') desc, id desc limit ${limit}`;
}

/** The images of ids; those that name none are passed over. */
export async function imagesOf(em: EntityManager, ids: readonly string[]): Promise<JwstImage[]> {
  const wanted = ids.filter((id) => !id.includes('\0'));
  const found = await rows(em, sql<Row>`select ${columns} from jwst_images where id = any(${wanted}::text[])`);
  return found.map(imageOf);
}

const columns = sql`id, observation_id as "observationId", program, instruments, suffix, caption, url,
  thumbnail_url as "thumbnailUrl", released_at as "releasedAt", observed_at as "observedAt", source, fetched_at as "fetchedAt"`;

const imageOf = ({ url, thumbnailUrl, releasedAt, observedAt, fetchedAt, ...row }: Row): JwstImage => ({
  ...row,
  url: new URL(url),
  thumbnailUrl: thumbnailUrl === null ? null : new URL(thumbnailUrl),
  releasedAt: releasedAt === null ? undefined : parseInstant(releasedAt),
  observedAt: observedAt === null ? undefined : parseInstant(observedAt),
  fetchedAt: parseInstant(fetchedAt),
});
