import { z } from 'zod';
import { type Dataset, forgetDatasets, keepDatasets } from '../../data/datasets.queries.ts';
import { keptText } from '../../domain/kept-text.ts';
import { readReleaseDate } from '../../domain/release-date.ts';
import { schedules } from '../../domain/schedules.ts';
import { writtenNumber } from '../../domain/written-number.ts';
import { openTally } from '../readable.ts';
import type { Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';
import type { Upstream } from '../upstream.ts';

/** Where people read about a data set, wherever we asked for it. */
const shownAt = 'https://osdr.nasa.gov/bio/repo/data/studies/';

const pageSize = 50;
const mostPages = 100;

/** One or several; those that say nothing are left out. */
const texts = z
  .union([keptText(200).transform((text) => [text]), keptText(200).array().max(100)])
  .nullish()
  .transform((several) => [...new Set(several)].filter((text) => text !== ''));

const study = z
  .object({
    Accession: z.string().regex(/^[\w.-]{1,40}$/),
    'Study Title': keptText(1_000).pipe(z.string().min(1)),
    'Study Description': keptText(20_000).nullish(),
    organism: texts,
    'Project Type': texts,
    'Study Public Release Date': z.unknown().optional(),
  })
  .transform((told) => ({
    accession: told.Accession,
    title: told['Study Title'],
    description: told['Study Description'] || null,
    organism: told.organism,
    projectType: told['Project Type'].join(', ') || null,
    releasedAt: readReleaseDate(told['Study Public Release Date']),
    url: new URL(told.Accession, shownAt),
  }));

/** A study, or something that cannot be read as one; known by its name or by all that it says. */
const hit = z.union([
  z.object({ _source: study }).transform(({ _source }) => ({ name: _source.accession, study: _source })),
  z.unknown().transform((given) => ({ name: JSON.stringify(given), study: undefined })),
]);

const found = z
  .object({
    hits: z.object({
      total: z.union([writtenNumber, z.object({ value: writtenNumber }).transform(({ value }) => value)]),
      hits: hit.array(),
    }),
  })
  .transform(({ hits: { total, hits } }) => ({ total, hits }));

type Page = z.output<typeof found>;
type Hit = Page['hits'][number];

/** Data sets of NASA's Open Science Data Repository, page by page (osdr.nasa.gov/bio/api). */
export const osdr = (upstream: Upstream, base: string, isConfigured: boolean): Source => ({
  id: 'osdr',
  name: 'NASA Open Science Data Repository',
  schedule: schedules.osdr,
  isConfigured,
  async *ask(at, passOver) {
    const tally = openTally(passOver);
    let isAllRead = true;
    for await (const { hits, isAll } of newHits((from) => askFor(upstream, base, from))) {
      const read = tally.take(readIn(hits));
      if (read.length < hits.length) isAllRead = false;
      const mayForget = isAll && isAllRead;
      const datasets = read.map((each): Dataset => ({ ...each, fetchedAt: at }));
      if (datasets.length === 0 && !mayForget) continue;
      yield async (tx) => {
        await keepDatasets(tx, datasets);
        if (mayForget) await forgetDatasets(tx, at);
      };
    }
    tally.end();
  },
});

function readIn(hits: readonly Hit[]) {
  const read = hits.flatMap((each) => each.study ?? []);
  return { count: hits.length, read, passedOver: hits.length - read.length };
}

interface NewHits {
  readonly hits: readonly Hit[];
  readonly isAll: boolean;
}

/**
 * All that there is, of each page what no page before had, and whether all has come with it. Nobody says for sure whether `from`
 * counts pages or studies: what comes from 1 on tells, as it is the first page but for one study, or another one.
 * @throws UpstreamFailure UPSTREAM_EMPTY where there are none
 */
async function* newHits(askPage: (from: number) => Promise<Page>): AsyncGenerator<NewHits> {
  const known = new Set<string>();
  let [from, step] = [0, 1];
  for (let asked = 0; asked < mostPages; asked += 1) {
    const { total, hits } = await askPage(from);
    const fresh = hits.filter(({ name }) => !known.has(name));
    if (asked === 0 && fresh.length === 0) throw new UpstreamFailure('UPSTREAM_EMPTY');
    for (const { name } of fresh) known.add(name);
    const isAll = known.size >= total;
    if (fresh.length > 0 || isAll) yield { hits: fresh, isAll };
    const countsStudies = asked === 1 && fresh.length * 2 < hits.length;
    if (isAll || (fresh.length === 0 && !countsStudies)) return;
    if (countsStudies) [from, step] = [0, hits.length];
    from += step;
  }
}

const askFor = (upstream: Upstream, base: string, from: number) =>
  upstream.ask({
    url: new URL(`/osdr/data/search?term=&type=cgene&from=${from}&size=${pageSize}`, base),
    schema: found,
    mostBytes: 10_000_000,
    patience: 3,
  });
