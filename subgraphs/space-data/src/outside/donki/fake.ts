import type { GoodAnswer } from '../fake-upstream.ts';
import { askedDays } from '../nasa/asked-days.ts';

const secondsLeftOut = (at: Temporal.Instant) => `${at.toString().slice(0, 16)}Z`;

/** What all records have. */
const record = (at: Temporal.Instant) => ({
  link: 'https://webtools.ccmc.gsfc.nasa.gov/DONKI/view/FLR/48593/-1',
  linkedEvents: null,
  sentNotifications: null,
  submissionTime: secondsLeftOut(at.add({ hours: 5 })),
  versionId: 1,
  something_new: { of: 'next year' },
});

/** Recorded by others, of September 2026, as are the next ones. */
export const fakeFlare = (at: Temporal.Instant) => ({
  ...record(at),
  flrID: `${at.toString().slice(0, 19)}-FLR-001`,
  catalog: 'M2M_CATALOG',
  instruments: [{ displayName: 'GOES-P: EXIS 1.0-8.0' }],
  beginTime: secondsLeftOut(at),
  peakTime: secondsLeftOut(at.add({ minutes: 11 })),
  endTime: secondsLeftOut(at.add({ minutes: 17 })),
  classType: 'C5.0',
  sourceLocation: 'N12E32',
  activeRegionNum: 14_524,
  note: '',
});

export const fakeEjection = (at: Temporal.Instant) => ({
  ...record(at),
  activityID: `${at.toString().slice(0, 19)}-CME-001`,
  catalog: 'M2M_CATALOG',
  startTime: secondsLeftOut(at),
  instruments: [{ displayName: 'STEREO A: SECCHI/COR2' }],
  sourceLocation: '',
  activeRegionNum: null,
  note: 'Visible to the east\nin STEREO A.',
  cmeAnalyses: [
    { isMostAccurate: false, speed: 412, type: 'S', halfAngle: 30, latitude: -6, longitude: -32 },
    { isMostAccurate: true, speed: 1085, type: 'O', halfAngle: 37, latitude: -6, longitude: -32 },
  ],
});

export const fakeStorm = (at: Temporal.Instant) => ({
  ...record(at),
  gstID: `${at.toString().slice(0, 19)}-GST-001`,
  startTime: secondsLeftOut(at),
  allKpIndex: [
    { observedTime: secondsLeftOut(at.add({ hours: 3 })), kpIndex: 5.67, source: 'NOAA' },
    { observedTime: secondsLeftOut(at.add({ hours: 6 })), kpIndex: 7.33, source: 'NOAA' },
    { observedTime: secondsLeftOut(at.add({ hours: 9 })), kpIndex: 6, source: 'NOAA' },
  ],
});

const every =
  (days: number, time: string, fake: (at: Temporal.Instant) => object) =>
  (url: URL): GoodAnswer => {
    const dates = askedDays(url, 'startDate', 'endDate').filter(({ dayOfYear }) => dayOfYear % days === 0);
    return { body: JSON.stringify(dates.map((date) => fake(Temporal.Instant.from(`${date.toString()}T${time}Z`)))) };
  };

/** A flare every night, an ejection on every second one, a storm on every fifth. */
export const fakeSpaceWeather = {
  '/DONKI/FLR': every(1, '02:31:00', fakeFlare),
  '/DONKI/CME': every(2, '03:12:00', fakeEjection),
  '/DONKI/GST': every(5, '03:00:00', fakeStorm),
};
