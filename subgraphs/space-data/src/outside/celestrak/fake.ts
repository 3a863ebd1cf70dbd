import { type FakeUpstream, openFake } from '../fake-upstream.ts';

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

/** CelesTrak as far as we ask it: stations and single satellites, whose elements were determined an hour ago. */
export interface FakeCelestrak extends FakeUpstream {
  be(mood: CelestrakMood): void;
  /** Has stations begin with these entries from now on. */
  tellFirst(entries: readonly unknown[]): void;
}

/** Opens one whose time is told by whoever opens it. */
export async function fakeCelestrak(now: () => Temporal.Instant): Promise<FakeCelestrak> {
  let mood: CelestrakMood = 'publishes';
  let first: readonly unknown[] = [];
  const fake = await openFake(({ searchParams }) => {
    // Recorded by others (OpenSpace/OpenSpace#3973).
    if (mood === 'has nothing newer') {
      const body = 'GP data has not updated since your last successful download of GROUP=stations at 06:00:00 UTC.';
      return { status: 403, contentType: 'text/plain', body: `${body} Data is updated once every 2 hours.` };
    }
    // Assumed: the type of this text.
    if (mood === 'knows none') return { contentType: 'text/plain', body: 'No GP data found' };
    const epoch = mood === 'is ahead of time' ? now().add({ hours: 24 * 365 }) : now().subtract({ hours: 1 });
    const stations = [...first, fakeElements(25544, 'ISS (ZARYA)', epoch), fakeElements(48274, 'CSS (TIANHE)', epoch)];
    const found = searchParams.get('GROUP') === 'stations' ? stations : [fakeElements(20580, 'HST', epoch)];
    return { body: JSON.stringify(found) };
  });
  return Object.assign(fake, {
    be: (next: CelestrakMood) => void (mood = next),
    tellFirst: (entries: readonly unknown[]) => void (first = entries),
  });
}
