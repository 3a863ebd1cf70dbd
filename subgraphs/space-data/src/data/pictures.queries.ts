import { type EntityManager, firstRow, parseInstant, type RawBuilder, rows, sql } from '@constellation/kit';
import { forgottenBefore } from '../domain/retention.ts';

/** The picture of a day, and who has a right to it. */
export interface Picture {
  readonly date: Temporal.PlainDate;
  readonly title: string;
  readonly explanation: string;
  readonly mediaType: 'image' | 'video' | 'other';
  /** Of http or https, as is the next. */
  readonly url: string | undefined;
  readonly hdUrl: string | undefined;
  /** Nobody, where there is none. */
  readonly copyright: string | undefined;
}

export interface KeptPicture extends Picture {
  readonly fetchedAt: Temporal.Instant;
}

/** Keeps pictures in place of those of the same days, and forgets those of days more than ten years ago. */
export async function keepPictures(
  tx: EntityManager,
  pictures: readonly Picture[],
  fetchedAt: Temporal.Instant,
): Promise<void> {
  const given = pictures.map(({ mediaType, hdUrl, ...rest }) => ({ ...rest, media_type: mediaType, hd_url: hdUrl }));
  await rows(
    tx,
    sql`
      insert into pictures (date, title, explanation, media_type, url, hd_url, copyright, fetched_at)
      select distinct on (date) given.*, ${fetchedAt.toString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given(date date, title text, explanation text, media_type text, url text, hd_url text, copyright text)
      on conflict (date) do update set
        title = excluded.title,
        explanation = excluded.explanation,
        media_type = excluded.media_type,
        url = excluded.url,
        hd_url = excluded.hd_url,
        copyright = excluded.copyright,
        fetched_at = excluded.fetched_at`,
  );
  await rows(tx, sql`delete from pictures where date < ${forgottenBefore('pictures', fetchedAt)}::timestamptz::date`);
}

interface Row extends Pick<Picture, 'title' | 'explanation' | 'mediaType'> {
  readonly date: string;
  readonly url: string | null;
  readonly hdUrl: string | null;
  readonly copyright: string | null;
  readonly fetchedAt: string;
}

const picture = sql`
  select date::text as date, title, explanation, media_type as "mediaType", url, hd_url as "hdUrl", copyright,
    fetched_at as "fetchedAt"
  from pictures`;

/** The picture of a day, if it is kept. */
export const pictureOf = (em: EntityManager, date: Temporal.PlainDate) =>
  read(em, sql<Row>`${picture} where date = ${date.toString()}::date`);

/** The picture of the newest day that is kept. */
export const newestPicture = (em: EntityManager) => read(em, sql<Row>`${picture} order by date desc limit 1`);

async function read(em: EntityManager, query: RawBuilder<Row>): Promise<KeptPicture | undefined> {
  const found = await firstRow(em, query);
  return (
    found && {
      ...found,
      date: Temporal.PlainDate.from(found.date),
      url: found.url ?? undefined,
      hdUrl: found.hdUrl ?? undefined,
      copyright: found.copyright ?? undefined,
      fetchedAt: parseInstant(found.fetchedAt),
    }
  );
}
