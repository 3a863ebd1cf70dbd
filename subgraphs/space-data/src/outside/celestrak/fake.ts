import { type FakeUpstream, type GoodAnswer, openFake } from '../fake-upstream.ts';

/** Documented: the fields of an OMM in JSON (celestrak.org/NORAD/documentation/gp-data-formats.php), with further ones that we do not know. */
export const fakeElements = (noradId: number, name: string, epoch: Temporal.Instant) => ({
  OBJECT_NAME: name,
  OBJECT_ID: '1998-067A',
  EPOCH: epoch.toString({ smallestUnit: 'microsecond' }).replace('Z', ''),
  MEAN_MOTION: 15.4981535,
  ECCENTRICITY: 0.0003572,
  INCLINATION: 51.6498,
  RA_OF_ASC_NODE: 109.4756,
  ARG_OF_PERICENTER: 55.9686,
  MEAN_ANOMALY: 274.8005,
  EPHEMERIS_TYPE: 0,
  CLASSIFICATION_TYPE: 'U',
  NORAD_CAT_ID: noradId,
  ELEMENT_SET_NO: 999,
  REV_AT_EPOCH: 53_000,
  BSTAR: 0.0001829,
  MEAN_MOTION_DOT: 0.00009878,
  MEAN_MOTION_DDOT: 0,
  SOMETHING_NEW: { of: 'next year' },
});

/** What CelesTrak does apart from failing like anybody else. */
export type CelestrakMood = 'publishes' | 'has nothing newer' | 'knows none' | 'is ahead of time';

/** CelesTrak as far as we ask it: groups and single satellites, whose elements were determined an hour ago. */
export interface FakeCelestrak extends FakeUpstream {
  be(mood: CelestrakMood): void;
  /** Has stations begin with these entries from now on. */
  tellFirst(entries: readonly unknown[]): void;
  /** Answers this to a query from now on, or what it usually does. */
  tell(query: string, answer: GoodAnswer | undefined): void;
}

/** Assumed: who is in which group. Navigation is half as high as what stands still. */
const groups: Readonly<
  Record<string, readonly (readonly [noradId: number, name: string, revolutionsPerDay?: number])[]>
> = {
  stations: [
    [25544, 'ISS (ZARYA)'],
    [48274, 'CSS (TIANHE)'],
  ],
  visual: [
    [25544, 'ISS (ZARYA)'],
    [22285, 'SL-16 R/B'],
  ],
  weather: [
    [25338, 'NOAA 15'],
    [41866, 'GOES 16', 1.0027],
  ],
  gnss: [[24876, 'GPS BIIR-2  (PRN 13)', 2.0056]],
  science: [[28485, 'SWIFT']],
};

/** Opens one whose time is told by whoever opens it. */
export async function fakeCelestrak(now: () => Temporal.Instant): Promise<FakeCelestrak> {
  let mood: CelestrakMood = 'publishes';
  let first: readonly unknown[] = [];
  const told = new Map<string, GoodAnswer | undefined>();
  const fake = await openFake(({ search, searchParams }) => {
    const answer = told.get(search.slice(1).replace('&FORMAT=JSON', ''));
    if (answer) return answer;
    // Recorded by others (OpenSpace/OpenSpace#3973).
    if (mood === 'has nothing newer') {
      const body = 'GP data has not updated since your last successful download of GROUP=stations at 06:00:00 UTC.';
      return { status: 403, contentType: 'text/plain', body: `${body} Data is updated once every 2 hours.` };
    }
    // Assumed: the type of this text.
    if (mood === 'knows none') return { contentType: 'text/plain', body: 'No GP data found' };
    const epoch = mood === 'is ahead of time' ? now().add({ hours: 24 * 365 }) : now().subtract({ hours: 1 });
    const group = searchParams.get('GROUP');
    const found = (group === null ? [[20580, 'HST'] as const] : (groups[group] ?? [])).map(
      ([noradId, name, revolutionsPerDay = 15.4981535]) => ({
        ...fakeElements(noradId, name, epoch),
        MEAN_MOTION: revolutionsPerDay,
      }),
    );
    return { body: JSON.stringify(group === 'stations' ? [...first, ...found] : found) };
  });
  return Object.assign(fake, {
    be: (next: CelestrakMood) => void (mood = next),
    tell: (query: string, answer: GoodAnswer | undefined) => void told.set(query, answer),
    tellFirst: (entries: readonly unknown[]) => void (first = entries),
  });
}
