import { z } from 'zod';
import { type JwstImage, keepImages } from '../../data/jwst-images.queries.ts';
import { imageAddress, instrumentOf, programOf, stemOf, suffixOf } from '../../domain/image-words.ts';
import { keptText } from '../../domain/kept-text.ts';
import { schedules } from '../../domain/schedules.ts';
import { openTally, passingOver } from '../readable.ts';
import type { Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';
import type { Upstream } from '../upstream.ts';

/** Where the gallery is, and what it knows us by. */
interface Gallery {
  readonly base: string;
  readonly key: string | undefined;
}

const pageSize = 60;
const mostPages = 20;

/** What is used of an image (documenter.getpostman.com/view/10808728/UzQyphjT). */
const entry = z
  .object({
    id: z.string().transform(stemOf),
    observation_id: keptText(200).pipe(z.string().min(1)),
    program: z.union([z.int().nonnegative().transform(String), keptText(50).pipe(z.string().min(1))]),
    details: z.object({
      instruments: z
        .object({ instrument: keptText(50) })
        .array()
        .max(20)
        .nullish(),
      suffix: keptText(50).nullish(),
      description: keptText(500).nullish(),
    }),
    thumbnail: z.string().nullish(),
    location: z.string().nullish(),
  })
  .transform(({ id, details, ...told }) => ({
    id,
    observationId: told.observation_id,
    program: programOf(told.program),
    instruments: [...new Set(details.instruments?.map(({ instrument }) => instrumentOf(instrument)))],
    suffix: suffixOf(details.suffix ?? '') || null,
    caption: details.description || null,
    url: imageAddress(told.location),
    thumbnailUrl: imageAddress(told.thumbnail) ?? null,
  }));

type Entry = z.output<typeof entry>;

/** What it answers with has a status of its own, whatever that of the answer is. */
const envelope = z.object({ statusCode: z.int().min(100).max(599), body: z.unknown().optional() });
const entries = passingOver(entry);

/** Images of the James Webb Space Telescope as somebody shows them who has a service for them (jwstapi.com). */
export const jwstGallery = (upstream: Upstream, gallery: Gallery, areAsked: boolean): Source => ({
  id: 'jwst-gallery',
  name: 'JWST API',
  schedule: schedules['jwst-gallery'],
  isConfigured: areAsked && gallery.key !== undefined,
  async *ask(at, passOver) {
    const tally = openTally(passOver);
    const known = new Set<string>();
    for (let page = 1; page <= mostPages; page += 1) {
      const told = await askFor(upstream, gallery, page);
      const images = tally.take(told).flatMap((each) => imageOf(each, at) ?? []);
      const fresh = images.filter(({ id }) => !known.has(id));
      const isOdd = told.count > 0 && told.read.length === 0;
      if (isOdd) continue;
      if (fresh.length === 0) break;
      for (const { id } of fresh) known.add(id);
      yield (tx) => keepImages(tx, fresh);
    }
    tally.end();
    if (known.size === 0) throw new UpstreamFailure('UPSTREAM_EMPTY');
  },
});

/** None from the page on that is past the end. */
async function askFor(upstream: Upstream, { base, key = '' }: Gallery, page: number) {
  const url = new URL(`/all/type/jpg?page=${page}&perPage=${pageSize}`, base);
  const { statusCode, body } = await upstream.ask({
    url,
    headers: { 'x-api-key': key },
    schema: envelope,
    mostBytes: 2_000_000,
  });
  if (statusCode !== 200) throw new UpstreamFailure(`UPSTREAM_${statusCode}`);
  const { data, success } = entries.safeParse(body);
  if (!success) throw new UpstreamFailure('UPSTREAM_MALFORMED');
  return data;
}

/** Undefined of what is no image, or is none that everybody may ask for safely. */
function imageOf({ id, url, ...told }: Entry, fetchedAt: Temporal.Instant): JwstImage | undefined {
  if (id === undefined || url === undefined) return undefined;
  return { ...told, id, url, releasedAt: undefined, observedAt: undefined, source: 'jwst-gallery', fetchedAt };
}
