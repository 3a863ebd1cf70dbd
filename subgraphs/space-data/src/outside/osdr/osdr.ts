import { z } from 'zod';
import { type Dataset, forgetDatasets, keepDatasets } from '../../data/datasets.queries.ts';
import { keptText } from '../../domain/kept-text.ts';
import { readReleaseDate } from '../../domain/release-date.ts';
import { schedules } from '../../domain/schedules.ts';
import { writtenNumber } from '../../domain/written-number.ts';
import { readable } from '../readable.ts';
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

interface NewStudies {
  readonly studies: readonly z.output<typeof study>[];
  readonly isAll: boolean;
}

const found = z
  .object({
    hits: z.object({
      total: z.union([writtenNumber, z.object({ value: writtenNumber }).transform(({ value }) => value)]),
      hits: readable(z.object({ _source: study })),
    }),
  })
  .transform(({ hits: { total, hits } }) => ({
    total,
    count: hits.count,
    passedOver: hits.passedOver,
    studies: hits.read.map((hit) => hit._source),
  }));

/** Data sets of NASA's Open Science Data Repository, page by page (osdr.nasa.gov/bio/api). */
export const osdr = (upstream: Upstream, base: string, isConfigured: boolean): Source => ({
  id: 'osdr',
  name: 'NASA Open Science Data Repository',
  schedule: schedules.osdr,
  isConfigured,
  async *ask(at, passOver) {
    const askPage = async (from: number) => {
      const page = await askFor(upstream, base, from);
      passOver(page.passedOver);
      return page;
    };
    for await (const { studies, isAll } of newStudies(askPage)) {
      const datasets = studies.map((each): Dataset => ({ ...each, fetchedAt: at }));
      yield async (tx) => {
        await keepDatasets(tx, datasets);
        if (isAll) await forgetDatasets(tx, at);
      };
    }
  },
});

/**
 * All studies, those of a page that no page before had, and whether all have come with them. Nobody says for sure whether `from`
 * counts pages or studies: what comes from 1 on tells, as it is the first page but for one study, or another one.
 * @throws UpstreamFailure UPSTREAM_EMPTY where there are none
 */
async function* newStudies(askPage: (from: number) => Promise<z.output<typeof found>>): AsyncGenerator<NewStudies> {
  const known = new Set<string>();
  let [from, step, unread] = [0, 1, 0];
  for (let asked = 0; asked < mostPages; asked += 1) {
    const { total, count, studies, passedOver } = await askPage(from);
    unread += passedOver;
    const fresh = studies.filter(({ accession }) => !known.has(accession));
    if (asked === 0 && fresh.length === 0) throw new UpstreamFailure('UPSTREAM_EMPTY');
    for (const { accession } of fresh) known.add(accession);
    const isAll = known.size >= total || (count === 0 && known.size + unread >= total);
    if (fresh.length > 0 || isAll) yield { studies: fresh, isAll };
    const countsStudies = asked === 1 && fresh.length * 2 < studies.length;
    if (isAll || (fresh.length === 0 && !countsStudies)) return;
    if (countsStudies) [from, step] = [0, count];
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
