import type { MeanElements } from '../domain/elements.ts';
import type { Place } from '../domain/place.ts';
import { hubble2026, iss2014, iss2026 } from './elements.ts';
import { berlin, brisbane, capeTown, honolulu, quito, singapore } from './places.ts';

/** When, degrees above the horizon, degrees from north by east. */
export type Sighting = readonly [at: string, elevation: number, azimuth: number];

/**
 * Passes from ten degrees up as Skyfield 1.45 with sgp4 2.15 has them, without refraction: what `altaz()` says, searched to a
 * millisecond where it is ten degrees and where it is highest (`find_events` is seconds off). UT1 - UTC was -0.118 s in 2014
 * and is taken for 0.084 s in 2026; polar motion is left out.
 */
export const skyfieldPasses: readonly (readonly [
  name: string,
  elements: MeanElements,
  place: Place,
  rise: Sighting,
  culmination: Sighting,
  set: Sighting,
])[] = [
  [
    'the ISS over Berlin',
    iss2014,
    berlin,
    ['2014-01-23T03:27:24.9Z', 10, 266.1],
    ['2014-01-23T03:30:46.0Z', 78.603, 179.99],
    ['2014-01-23T03:34:07.3Z', 10, 93.87],
  ],
  [
    'the ISS over Cape Town',
    iss2014,
    capeTown,
    ['2014-01-22T19:08:17.2Z', 10, 226.87],
    ['2014-01-22T19:11:43.1Z', 88.925, 316.06],
    ['2014-01-22T19:15:06.0Z', 10, 45.32],
  ],
  [
    'the ISS over Cape Town',
    iss2014,
    capeTown,
    ['2014-01-22T17:32:59.5Z', 10, 179.23],
    ['2014-01-22T17:34:31.6Z', 12.39, 152.59],
    ['2014-01-22T17:36:03.4Z', 10, 125.93],
  ],
  [
    'the ISS over Quito',
    iss2014,
    quito,
    ['2014-01-22T03:51:13.1Z', 10, 209.49],
    ['2014-01-22T03:54:31.7Z', 69.59, 125.35],
    ['2014-01-22T03:57:49.0Z', 10, 41.29],
  ],
  [
    'the ISS over Quito',
    iss2014,
    quito,
    ['2014-01-23T16:16:55.3Z', 10, 268.4],
    ['2014-01-23T16:18:48.2Z', 14.238, 233.79],
    ['2014-01-23T16:20:41.5Z', 10, 199.17],
  ],
  [
    'the ISS over Berlin',
    iss2026,
    berlin,
    ['2026-10-10T09:59:22.6Z', 10, 268.55],
    ['2026-10-10T10:02:47.5Z', 77.86, 182.69],
    ['2026-10-10T10:06:12.0Z', 10, 96.81],
  ],
  [
    'the ISS over Berlin',
    iss2026,
    berlin,
    ['2026-10-10T06:47:20.5Z', 10, 188.26],
    ['2026-10-10T06:49:43.0Z', 17.813, 143.82],
    ['2026-10-10T06:52:06.0Z', 10, 99.43],
  ],
  [
    'the ISS over Cape Town',
    iss2026,
    capeTown,
    ['2026-10-10T01:39:56.5Z', 10, 233.12],
    ['2026-10-10T01:43:19.6Z', 62.264, 314.2],
    ['2026-10-10T01:46:40.8Z', 10, 35.39],
  ],
  [
    'the ISS over Cape Town',
    iss2026,
    capeTown,
    ['2026-10-10T23:18:00.9Z', 10, 166.59],
    ['2026-10-10T23:18:43.2Z', 10.456, 154.67],
    ['2026-10-10T23:19:25.3Z', 10, 142.75],
  ],
  [
    'the ISS over Quito',
    iss2026,
    quito,
    ['2026-10-10T09:35:04.3Z', 10, 198.7],
    ['2026-10-10T09:38:17.1Z', 43.068, 125.44],
    ['2026-10-10T09:41:29.6Z', 10, 52.26],
  ],
  [
    'Hubble over Honolulu',
    hubble2026,
    honolulu,
    ['2026-10-05T21:23:05.5Z', 10, 289.63],
    ['2026-10-05T21:26:49.1Z', 86.457, 201.01],
    ['2026-10-05T21:30:32.3Z', 10, 112.33],
  ],
  [
    'Hubble over Honolulu',
    hubble2026,
    honolulu,
    ['2026-10-04T23:36:37.4Z', 10, 251.32],
    ['2026-10-04T23:39:06.8Z', 17.015, 209.06],
    ['2026-10-04T23:41:36.0Z', 10, 166.75],
  ],
  [
    'Hubble over Singapore',
    hubble2026,
    singapore,
    ['2026-10-04T19:49:08.9Z', 10, 244.68],
    ['2026-10-04T19:52:51.3Z', 73.146, 329.73],
    ['2026-10-04T19:56:33.2Z', 10, 54.85],
  ],
  [
    'Hubble over Singapore',
    hubble2026,
    singapore,
    ['2026-10-04T06:26:23.0Z', 10, 336.29],
    ['2026-10-04T06:29:19.1Z', 21.81, 28.74],
    ['2026-10-04T06:32:15.4Z', 10, 81.13],
  ],
  [
    'Hubble over Brisbane',
    hubble2026,
    brisbane,
    ['2026-10-05T11:06:46.6Z', 10, 261.71],
    ['2026-10-05T11:10:32.6Z', 88.092, 350.72],
    ['2026-10-05T11:14:18.0Z', 10, 79.75],
  ],
  [
    'Hubble over Brisbane',
    hubble2026,
    brisbane,
    ['2026-10-04T06:42:16.6Z', 10, 343.01],
    ['2026-10-04T06:44:47.6Z', 17.172, 25.61],
    ['2026-10-04T06:47:19.0Z', 10, 68.15],
  ],
];
