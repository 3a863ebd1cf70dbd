import { type FakeUpstream, openFake } from '../fake-upstream.ts';

/** A study as far as tests say what it is; the rest is made up. */
export interface FakeStudy {
  readonly Accession: string;
  readonly [field: string]: unknown;
}

/**
 * How OSDR counts `from`, which nobody says for sure; and what it may answer apart from failing like anybody else. The documentation
 * calls it the starting page, others use it as an offset.
 */
export type OsdrMood = 'counts pages' | 'counts studies' | 'gives short pages' | 'repeats itself' | 'knows none';

/** NASA's Open Science Data Repository as far as we ask it. */
export interface FakeOsdr extends FakeUpstream {
  be(mood: OsdrMood): void;
  /** Has these studies and no others from now on, in this order. */
  publish(studies: readonly FakeStudy[]): void;
}

/**
 * Recorded by others: keys with spaces, an organism as text or as a list, a mission as an object or as a list, and dates of many
 * kinds. Assumed: that any of these dates may be that of a release.
 */
export const fakeStudies = (now: Temporal.Instant): readonly FakeStudy[] => [
  {
    Accession: 'OSD-48',
    'Study Title':
      'Rodent Research-1 (RR1) NASA Validation Flight: Mouse liver transcriptomic, proteomic and epigenomic data',
    'Study Description': 'Livers of mice that were in space for 37 days.',
    organism: 'Mus musculus',
    'Project Type': 'Spaceflight Study',
    'Study Public Release Date': 1463097600.0,
    Mission: { Name: 'SpaceX-4', 'Start Date': '9/21/14', 'End Date': '10/25/14' },
    thumbnail: '/images/organisms/mouse.jpg',
    'Study Person': { 'First Name': '', 'Last Name': '' },
    'Something New': { of: ['next year'] },
  },
  {
    Accession: 'OSD-120',
    'Study Title': 'Genetic dissection of the spaceflight transcriptome responses in plants',
    'Study Description': 'Roots of Arabidopsis, in the light and in the dark.',
    organism: ['Arabidopsis thaliana', 'Arabidopsis thaliana', ''],
    'Project Type': ['Spaceflight Study'],
    'Study Public Release Date': '04-Aug-2017',
    Mission: [{ Name: 'SpaceX-5' }, { Name: 'SpaceX-6' }],
  },
  {
    Accession: 'OSD-665',
    'Study Title': 'Bone of astronauts',
    organism: null,
    'Study Public Release Date': Math.floor(now.subtract({ hours: 24 }).epochMilliseconds / 1_000),
    Mission: '',
  },
];

/** Opens one whose time is told by whoever opens it. */
export async function fakeOsdr(now: () => Temporal.Instant): Promise<FakeOsdr> {
  let mood: OsdrMood = 'counts studies';
  let studies: readonly FakeStudy[] | undefined;
  const fake = await openFake(({ searchParams }) => {
    const number = (name: string) => Number(searchParams.get(name));
    const size = mood === 'gives short pages' ? Math.min(7, number('size')) : number('size');
    const from = mood === 'repeats itself' ? 0 : number('from');
    const start = mood === 'counts pages' ? from * size : from;
    const all = mood === 'knows none' ? [] : (studies ?? fakeStudies(now()));
    const hits = all.slice(start, start + size).map((study) => ({
      _index: 'cgene',
      _id: study.Accession,
      _score: 1,
      _source: study,
    }));
    const total = mood === 'repeats itself' ? 1_000_000 : all.length;
    return { body: JSON.stringify({ took: 3, timed_out: false, _shards: {}, hits: { total, max_score: 1, hits } }) };
  });
  return Object.assign(fake, {
    be: (next: OsdrMood) => void (mood = next),
    publish: (next: readonly FakeStudy[]) => void (studies = next),
  });
}
