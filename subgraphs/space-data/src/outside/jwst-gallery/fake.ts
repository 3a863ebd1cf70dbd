import { type FakeUpstream, openFake } from '../fake-upstream.ts';

/** An image as far as tests say what it is; the rest is made up. */
export interface FakeEntry {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What the gallery does apart from failing like anybody else. */
export type GalleryMood = 'answers' | 'wants another key' | 'repeats itself';

/** The JWST API as far as we ask it. */
export interface FakeGallery extends FakeUpstream {
  be(mood: GalleryMood): void;
  /** Has these images and no others from now on, in this order. */
  publish(entries: readonly FakeEntry[]): void;
}

/** Recorded by others (malinkinsa/jwstapipy and users of it): an image, and one without a thumbnail. */
export const fakeEntries: readonly FakeEntry[] = ['thumb', 'cal'].map((suffix, index) => ({
  id: `jw02731002001_02107_00004_mirimage_${suffix}.jpg`,
  observation_id: 'jw02731002001_02107_00004_mirimage',
  program: 2731,
  details: {
    mission: 'JWST',
    instruments: [{ instrument: 'NIRCam' }, { instrument: 'MIRI' }],
    suffix: `_${suffix}`,
    description: 'thumbnail image of the FITS data product',
  },
  file_type: 'jpg',
  thumbnail: index === 0 ? '' : null,
  location: `https://stpubdata-jwst.stsci.edu/ero/jw02731/jw02731002001_02107_00004_mirimage_${suffix}.jpg`,
  something_new: { of: 'next year' },
}));

/** Opens one. A page past the end is empty there; what it answers has a status of its own. */
export async function fakeGallery(): Promise<FakeGallery> {
  let mood: GalleryMood = 'answers';
  let entries = fakeEntries;
  const fake = await openFake(({ searchParams }) => {
    // Recorded by others: the status within the answer. Assumed: that of the answer itself then.
    if (mood === 'wants another key') return { body: '{"statusCode":401,"body":"","error":"Invalid API key"}' };
    const [page, perPage] = [Number(searchParams.get('page')), Number(searchParams.get('perPage'))];
    const start = mood === 'repeats itself' ? 0 : (page - 1) * perPage;
    return { body: JSON.stringify({ statusCode: 200, body: entries.slice(start, start + perPage), error: '' }) };
  });
  return Object.assign(fake, {
    be: (next: GalleryMood) => void (mood = next),
    publish: (next: readonly FakeEntry[]) => void (entries = next),
  });
}
