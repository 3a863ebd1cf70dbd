import { z } from 'zod';
import type { JwstImage } from '../../data/jwst-images.queries.ts';
import { instrumentOf, programOf, stemOf } from '../../domain/image-words.ts';
import { keptText } from '../../domain/kept-text.ts';
import { writtenNumber } from '../../domain/written-number.ts';
import { passingOver } from '../readable.ts';

/** Where anybody finds a preview, wherever we asked for it. */
const shownAt = 'https://mast.stsci.edu/api/v0.1/Download/file?uri=';
const preview = /^mast:JWST\/product\/(?<file>[\w.-]+)$/;

const pageSize = 500;

/** The day on which modified Julian dates count from 1970 on. */
const mjdOf1970 = 40_587;
const msOfDay = 86_400_000;

/** An instant as a modified Julian date: days since 1858-11-17. */
export const mjdOf = (at: Temporal.Instant): number => at.epochMilliseconds / msOfDay + mjdOf1970;

const mjd = writtenNumber
  .pipe(z.number().min(mjdOf1970).max(100_000))
  .transform((days) => Temporal.Instant.fromEpochMilliseconds(Math.round((days - mjdOf1970) * msOfDay)));

const proposal = z.union([z.int().nonnegative().transform(String), keptText(50)]);
const text = keptText(500).nullish();

/** What is asked of each observation (mast.stsci.edu/api/v0/_c_a_o_mfields.html). */
const row = z.object({
  obs_id: keptText(200).pipe(z.string().min(1)),
  proposal_id: proposal.transform(programOf).pipe(z.string().min(1)),
  instrument_name: text,
  target_name: text,
  filters: text,
  obs_title: text,
  jpegURL: z.string().nullish(),
  dataRights: z.string(),
  t_max: mjd.nullish().catch(null),
  t_obs_release: mjd.nullish(),
});

type Row = z.output<typeof row>;
type Complete = Extract<z.output<typeof answered>, { readonly status: 'COMPLETE' }>;

/** What is asked for observations that were released within a stretch of time, in modified Julian dates. */
export const questionOf = (released: { readonly min: number; readonly max: number }, page: number) => ({
  service: 'Mast.Caom.Filtered',
  format: 'json',
  page,
  pagesize: pageSize,
  params: {
    columns: Object.keys(row.shape).join(),
    filters: [
      { paramName: 'obs_collection', values: ['JWST'] },
      { paramName: 'dataproduct_type', values: ['image'] },
      { paramName: 'calib_level', values: ['3'] },
      { paramName: 'dataRights', values: ['PUBLIC'] },
      { paramName: 't_obs_release', values: [released] },
    ],
  },
});

/** That it is still looking, or rows and whether more pages of them follow. Any other status, ERROR among them, is no answer. */
export const answered = z.discriminatedUnion('status', [
  z.object({ status: z.literal('EXECUTING') }),
  z.object({
    status: z.literal('COMPLETE'),
    data: passingOver(row),
    paging: z.object({ pagesFiltered: writtenNumber.nullish() }).nullish(),
  }),
]);

/** Whether more pages follow this one; where that is not told, a full one says so. */
export const hasMore = ({ data, paging }: Complete, page: number): boolean =>
  paging?.pagesFiltered == null ? data.count >= pageSize : page < paging.pagesFiltered;

/** The image of an observation that everybody may see; undefined of one that is not public yet, or has no preview. */
export function imageIn(told: Row, fetchedAt: Temporal.Instant): JwstImage | undefined {
  const { file } = preview.exec(told.jpegURL ?? '')?.groups ?? {};
  const id = file === undefined ? undefined : stemOf(file);
  if (id === undefined || !isPublic(told, fetchedAt)) return undefined;
  return {
    id,
    observationId: told.obs_id,
    program: told.proposal_id,
    instruments: [instrumentOf(told.instrument_name ?? '')].filter((name) => name !== ''),
    suffix: /_(?<suffix>[a-z0-9]+)$/i.exec(id)?.groups?.['suffix']?.toLowerCase() ?? null,
    caption: captionOf(told),
    url: new URL(`${shownAt}mast:JWST/product/${file}`),
    thumbnailUrl: null,
    releasedAt: told.t_obs_release ?? undefined,
    observedAt: told.t_max ?? undefined,
    source: 'jwst',
    fetchedAt,
  };
}

const isPublic = ({ dataRights, t_obs_release: released }: Row, now: Temporal.Instant) =>
  dataRights.toUpperCase() === 'PUBLIC' && (!released || Temporal.Instant.compare(released, now) <= 0);

/** What it shows, through which filters, and what that was done for. */
function captionOf({ target_name: target, filters, obs_title: title }: Row): string | null {
  const subject = [target, filters && `(${filters})`].filter(Boolean).join(' ');
  return [subject, title].filter(Boolean).join(': ') || null;
}
