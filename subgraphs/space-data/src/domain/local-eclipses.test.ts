import { expect, test } from 'vitest';
import { at, secondsFrom } from '../testing/instants.ts';
import { eclipsesOver, type LocalEclipse } from './local-eclipses.ts';
import type { Place } from './place.ts';

type Contact = 'partialStart' | 'totalStart' | 'peak' | 'totalEnd' | 'partialEnd';

interface Published {
  readonly where: string;
  readonly place: Place;
  readonly day: string;
  readonly type: LocalEclipse['type'];
  readonly contacts: Partial<Record<Contact, string>>;
}

/** As the Astronomical Applications API 4.0.1 of the U.S. Naval Observatory answers; it leaves out what is after sunset. */
const navalObservatory: readonly Published[] = [
  {
    where: 'Kingston, Ontario',
    place: { latitude: 44.22568, longitude: -76.48151, elevation: 74 },
    day: '2024-04-08',
    type: 'TOTAL',
    contacts: {
      partialStart: '18:09:28.8',
      totalStart: '19:22:09.9',
      peak: '19:23:42.0',
      totalEnd: '19:25:15.7',
      partialEnd: '20:34:23.7',
    },
  },
  {
    where: 'Cornwall, Ontario, near the edge of totality',
    place: { latitude: 45.04211, longitude: -74.74341, elevation: 60 },
    day: '2024-04-08',
    type: 'TOTAL',
    contacts: {
      partialStart: '18:12:30.3',
      totalStart: '19:24:57.6',
      peak: '19:26:00.8',
      totalEnd: '19:27:05.7',
      partialEnd: '20:35:51.9',
    },
  },
  {
    where: 'Erie, Pennsylvania',
    place: { latitude: 42.129072, longitude: -80.085281, elevation: 15 },
    day: '2024-04-08',
    type: 'TOTAL',
    contacts: {
      partialStart: '18:02:21.6',
      totalStart: '19:16:17.2',
      peak: '19:18:08.5',
      totalEnd: '19:20:01.5',
      partialEnd: '20:30:45.1',
    },
  },
  {
    where: 'a village south of Burgos',
    place: { latitude: 42.06, longitude: -3.52, elevation: 894 },
    day: '2026-08-12',
    type: 'TOTAL',
    contacts: { partialStart: '17:33:50.0', totalStart: '18:28:45.6', peak: '18:29:38.1', totalEnd: '18:30:32.4' },
  },
];

/** As Fred Espenak publishes them on EclipseWise, at sea level. */
const eclipseWise: readonly Published[] = [
  {
    where: 'Orlando, Florida',
    place: { latitude: 28.55316, longitude: -81.36451, elevation: 0 },
    day: '2017-08-21',
    type: 'PARTIAL',
    contacts: { partialStart: '17:19:28', peak: '18:51:17', partialEnd: '20:14:57' },
  },
  {
    where: 'Findlay, Ohio',
    place: { latitude: 41.0341, longitude: -83.6523, elevation: 0 },
    day: '2024-04-08',
    type: 'TOTAL',
    contacts: {
      partialStart: '17:55:52',
      totalStart: '19:10:42',
      peak: '19:12:34',
      totalEnd: '19:14:27',
      partialEnd: '20:26:37',
    },
  },
  {
    where: 'Patagonia',
    place: { latitude: -48.2051, longitude: -70.6549, elevation: 0 },
    day: '2024-10-02',
    type: 'ANNULAR',
    contacts: {
      partialStart: '19:00:27',
      totalStart: '20:22:16',
      peak: '20:25:26',
      totalEnd: '20:28:35',
      partialEnd: '21:42:37',
    },
  },
];

test.each([...navalObservatory, ...eclipseWise])(
  'the Moon touches the Sun over $where on $day within thirty seconds of when others published it',
  ({ place, day, type, contacts }) => {
    const from = at(`${day}T00:00:00Z`);

    const [eclipse] = eclipsesOver(place, from, from.add({ hours: 24 }));

    expect(eclipse).toMatchObject({ kind: 'SOLAR', type, visible: true });
    const far = Object.entries(contacts).filter(
      ([contact, time]) => secondsFrom(`${day}T${time}Z`, Reflect.get(eclipse ?? {}, contact)) >= 30,
    );
    expect(far).toEqual([]);
  },
);
