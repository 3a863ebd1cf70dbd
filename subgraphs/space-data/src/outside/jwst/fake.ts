import { z } from 'zod';
import { type FakeUpstream, openFake } from '../fake-upstream.ts';

/** An observation as far as tests say what it is; the rest is made up. */
export interface FakeObservation {
  readonly obs_id: string;
  readonly [column: string]: unknown;
}

/** What the archive does apart from failing like anybody else. */
export type MastMood = 'answers' | 'gives short pages' | 'looks for a while' | 'looks for ever' | 'fails';

/** The Mikulski Archive for Space Telescopes as far as we ask it. */
export interface FakeMast extends FakeUpstream {
  be(mood: MastMood): void;
  /** Has these observations and no others from now on. */
  publish(observations: readonly FakeObservation[]): void;
}

/** Documented: what a question for observations is made of, as far as it is understood here (mast.stsci.edu/api/v0). */
const question = z.object({
  service: z.literal('Mast.Caom.Filtered'),
  format: z.literal('json'),
  page: z.int().min(1),
  pagesize: z.int().min(1),
  params: z.object({
    columns: z.string(),
    filters: z.tuple([
      z.object({ paramName: z.literal('obs_collection'), values: z.tuple([z.literal('JWST')]) }),
      z.object({ paramName: z.literal('dataproduct_type'), values: z.tuple([z.literal('image')]) }),
      z.object({ paramName: z.literal('calib_level'), values: z.tuple([z.literal('3')]) }),
      z.object({ paramName: z.literal('dataRights'), values: z.tuple([z.literal('PUBLIC')]) }),
      z.object({
        paramName: z.literal('t_obs_release'),
        values: z.tuple([z.object({ min: z.number(), max: z.number() })]),
      }),
    ]),
  }),
});

/**
 * Documented: the columns of an observation (mast.stsci.edu/api/v0/_c_a_o_mfields.html). Recorded by others: the names of products and
 * how they are addressed. Assumed: that an observation that is not public may be among them.
 */
export const fakeObservations = (now: Temporal.Instant): readonly FakeObservation[] =>
  ['f090w', 'f187n', 'f356w', 'f444w'].map((filter, days) => {
    const released = now.epochMilliseconds / 86_400_000 + 40_587 - 1 - days;
    return {
      obsid: 87_600_000 + days,
      obs_id: `jw02733-o001_t001_nircam_clear-${filter}`,
      proposal_id: '2733',
      instrument_name: 'NIRCAM/IMAGE',
      target_name: 'NGC-3132',
      filters: filter.toUpperCase(),
      obs_title: 'Southern Ring Nebula',
      jpegURL: `mast:JWST/product/jw02733-o001_t001_nircam_clear-${filter}_i2d.jpg`,
      dataURL: `mast:JWST/product/jw02733-o001_t001_nircam_clear-${filter}_i2d.fits`,
      dataRights: days === 3 ? 'EXCLUSIVE_ACCESS' : 'PUBLIC',
      t_min: released - 400.5,
      t_max: released - 400,
      t_obs_release: released,
      calib_level: 3,
      something_new: ['next year'],
    };
  });

/** Assumed: that numbers are compared less exactly than they are told, here by a quarter of an hour. */
const tolerance = 0.01;

/** Opens one whose time is told by whoever opens it. */
export async function fakeMast(now: () => Temporal.Instant): Promise<FakeMast> {
  let mood: MastMood = 'answers';
  let observations: readonly FakeObservation[] | undefined;
  let looked = 0;
  const fake = await openFake((_url, sent) => {
    looked += 1;
    if (mood === 'fails')
      return { body: '{"status":"ERROR","msg":"Error in query","data":[],"fields":[],"paging":{}}' };
    if (mood === 'looks for ever' || (mood === 'looks for a while' && looked % 3 !== 0)) {
      return { body: '{"status":"EXECUTING","msg":"","data":[],"fields":[],"paging":{}}' };
    }
    const { page, params, ...asked } = question.parse(JSON.parse(new URLSearchParams(sent).get('request') ?? ''));
    const pagesize = mood === 'gives short pages' ? 3 : asked.pagesize;
    const [{ min, max }] = params.filters[4].values;
    const found = (observations ?? fakeObservations(now())).filter(({ t_obs_release: released }) => {
      const days = Number(released);
      return days >= min - tolerance && days <= max + tolerance;
    });
    const rows = found.slice((page - 1) * pagesize, page * pagesize);
    const paging = { page, pageSize: pagesize, pagesFiltered: Math.ceil(found.length / pagesize), rows: rows.length };
    return { body: JSON.stringify({ status: 'COMPLETE', msg: '', data: rows, fields: [], paging }) };
  });
  return Object.assign(fake, {
    be: (next: MastMood) => {
      mood = next;
      looked = 0;
    },
    publish: (next: readonly FakeObservation[]) => void (observations = next),
  });
}
