import type { BackOff, Schedule } from './schedule.ts';

const minutes = 60;
const hours = 60 * minutes;
const days = 24 * hours;

/** How each source is asked, and how long what it gives is good. */
export const schedules = {
  /** What is published every two hours may be asked for as often; who comes too often, or again after an error, is locked out. */
  celestrak: {
    everySeconds: 2 * hours,
    leastSeconds: 2 * hours,
    leaseSeconds: 300,
    opensAfter: 1,
    longestWaitSeconds: 24 * hours,
    freshSeconds: 6 * hours,
    usableSeconds: 14 * days,
  },
  'iss-position': {
    everySeconds: 2 * minutes,
    leastSeconds: 10,
    leaseSeconds: 60,
    opensAfter: 3,
    longestWaitSeconds: 30 * minutes,
    freshSeconds: 5 * minutes,
    usableSeconds: 60 * minutes,
  },
  /** Anybody may ask 15 times an hour; we do not more than ten times, whatever happens. */
  launches: {
    everySeconds: 15 * minutes,
    leastSeconds: 6 * minutes,
    leaseSeconds: 60,
    opensAfter: 3,
    longestWaitSeconds: 2 * hours,
    freshSeconds: 30 * minutes,
    usableSeconds: days,
  },
  /** Nobody knows how often one may ask; what is compared is the same tomorrow. */
  'astronomy-api': {
    everySeconds: days,
    leastSeconds: hours,
    leaseSeconds: 60,
    opensAfter: 1,
    longestWaitSeconds: days,
    freshSeconds: 30 * hours,
    usableSeconds: 7 * days,
  },
  /** There is a new one every day; fresh as long as it takes to ask again. */
  apod: {
    everySeconds: 12 * hours,
    leastSeconds: 10 * minutes,
    leaseSeconds: 60,
    opensAfter: 3,
    longestWaitSeconds: 6 * hours,
    freshSeconds: 14 * hours,
    usableSeconds: 7 * days,
  },
  /** Orbits are determined anew every day. */
  neows: {
    everySeconds: 2 * hours,
    leastSeconds: 10 * minutes,
    leaseSeconds: 120,
    opensAfter: 3,
    longestWaitSeconds: 2 * hours,
    freshSeconds: 3 * hours,
    usableSeconds: 2 * days,
  },
  /** It publishes no limit; data sets change now and then. One asking is a dozen pages. */
  osdr: {
    everySeconds: 3 * hours,
    leastSeconds: 10 * minutes,
    leaseSeconds: 60 * minutes,
    opensAfter: 3,
    longestWaitSeconds: 6 * hours,
    freshSeconds: 6 * hours,
    usableSeconds: 30 * days,
  },
  /** It is slow: each of its three answers may take a minute. */
  donki: {
    everySeconds: 60 * minutes,
    leastSeconds: 10 * minutes,
    leaseSeconds: 300,
    opensAfter: 3,
    longestWaitSeconds: 2 * hours,
    freshSeconds: 90 * minutes,
    usableSeconds: 24 * hours,
  },
  /** It publishes no limit, and may take minutes for one question. */
  jwst: {
    everySeconds: 3 * hours,
    leastSeconds: 10 * minutes,
    leaseSeconds: 70 * minutes,
    opensAfter: 3,
    longestWaitSeconds: 6 * hours,
    freshSeconds: 6 * hours,
    usableSeconds: 30 * days,
  },
  /** Somebody runs it in their spare time. */
  'jwst-gallery': {
    everySeconds: 5 * hours,
    leastSeconds: 60 * minutes,
    leaseSeconds: 10 * minutes,
    opensAfter: 2,
    longestWaitSeconds: 24 * hours,
    freshSeconds: 6 * hours,
    usableSeconds: 30 * days,
  },
} as const satisfies Record<string, Schedule>;

/** How those are left alone that fail while another answers in their place. */
export const providerBackOff: BackOff = { leastSeconds: 2 * minutes, opensAfter: 1, longestWaitSeconds: 30 * minutes };

/** Everybody who publishes what we show. */
export type SourceId = keyof typeof schedules;

/** Those that are asked with one key. */
const quotas: readonly (readonly SourceId[])[] = [['apod', 'neows', 'donki']];

/** All that are asked on one quota with this one, itself among them: where one has asked too often, all have. */
export const sharersOf = (id: SourceId): readonly SourceId[] => quotas.find((ids) => ids.includes(id)) ?? [id];
