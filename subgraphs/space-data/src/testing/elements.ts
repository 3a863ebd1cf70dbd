import { meanElements } from '../domain/elements.ts';

/** The ISS in January 2014 (1 25544U 98067A 14020.93268519, and so on), for which Skyfield's documentation publishes passes. */
export const iss2014 = meanElements.parse({
  OBJECT_NAME: 'ISS (ZARYA)',
  OBJECT_ID: '1998-067A',
  EPOCH: '2014-01-20T22:23:04.000416',
  MEAN_MOTION: 15.4981535,
  ECCENTRICITY: 0.0003572,
  INCLINATION: 51.6498,
  RA_OF_ASC_NODE: 109.4756,
  ARG_OF_PERICENTER: 55.9686,
  MEAN_ANOMALY: 274.8005,
  NORAD_CAT_ID: 25544,
  ELEMENT_SET_NO: 508,
  BSTAR: 0.0182e-2,
  MEAN_MOTION_DOT: 0.00009878,
  MEAN_MOTION_DDOT: 0,
});

/** Vanguard 1 in June 2000, satellite 00005 of the vectors published with SGP4 (Vallado et al., 2006). */
export const vanguard2000 = meanElements.parse({
  OBJECT_NAME: 'VANGUARD 1',
  OBJECT_ID: '1958-002B',
  EPOCH: '2000-06-27T18:50:19.733568',
  MEAN_MOTION: '10.82419157',
  ECCENTRICITY: '.1859667',
  INCLINATION: '34.2682',
  RA_OF_ASC_NODE: '348.7242',
  ARG_OF_PERICENTER: '331.7664',
  MEAN_ANOMALY: '19.3264',
  NORAD_CAT_ID: '5',
  BSTAR: '.28098e-4',
  MEAN_MOTION_DOT: '.00000023',
  MEAN_MOTION_DDOT: '0',
});
