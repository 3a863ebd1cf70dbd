import { type MeanElements, meanElements } from '../domain/elements.ts';
import { vanguard2000 } from './elements.ts';

/** Minutes from the epoch, then kilometres along each axis. */
type Vector = readonly [minutes: number, x: number, y: number, z: number];

const of = (elements: object): MeanElements =>
  meanElements.parse({ OBJECT_NAME: 'NAMELESS', OBJECT_ID: '2000-001A', MEAN_MOTION_DDOT: 0, ...elements });

/** Vectors published with SGP4 (Vallado et al., 2006): low, over the poles, on a long ellipse, and standing still. */
export const publishedVectors: readonly (readonly [
  what: string,
  elements: MeanElements,
  vectors: readonly Vector[],
])[] = [
  [
    'Vanguard 1',
    vanguard2000,
    [
      [0, 7022.46529266, -1400.08296756, 0.03995155],
      [360, -7154.03120202, -3783.17682504, -3536.19412294],
    ],
  ],
  [
    'debris of a Delta 1',
    of({
      EPOCH: '2006-06-25T19:46:43.980096',
      MEAN_MOTION: 15.56387291,
      ECCENTRICITY: 0.0030035,
      INCLINATION: 58.0579,
      RA_OF_ASC_NODE: 54.0425,
      ARG_OF_PERICENTER: 139.1568,
      MEAN_ANOMALY: 221.1854,
      NORAD_CAT_ID: 6251,
      BSTAR: 0.00012808,
      MEAN_MOTION_DOT: 0.00008885,
    }),
    [
      [120, -3935.69800083, 409.10980837, 5471.33577327],
      [2880, 1159.27802897, 5056.60175495, 4353.49418579],
    ],
  ],
  [
    'satellite 11801',
    of({
      EPOCH: '1980-08-17T07:06:40.136832',
      MEAN_MOTION: 2.28537848,
      ECCENTRICITY: 0.7318036,
      INCLINATION: 46.7916,
      RA_OF_ASC_NODE: 230.4354,
      ARG_OF_PERICENTER: 47.4722,
      MEAN_ANOMALY: 10.4117,
      NORAD_CAT_ID: 11_801,
      BSTAR: 0.014311,
      MEAN_MOTION_DOT: 0.01431103,
    }),
    [
      [360, -3305.22148694, 32410.84323331, -24697.16974954],
      [1440, 9787.87836256, 33753.32249667, -15030.79874625],
    ],
  ],
  [
    'CBERS 2',
    of({
      EPOCH: '2006-06-26T18:52:04.079712',
      MEAN_MOTION: 14.3547808,
      ECCENTRICITY: 0.0000884,
      INCLINATION: 98.4283,
      RA_OF_ASC_NODE: 247.6961,
      ARG_OF_PERICENTER: 88.1964,
      MEAN_ANOMALY: 271.9322,
      NORAD_CAT_ID: 28_057,
      BSTAR: 0.00003594,
      MEAN_MOTION_DOT: 6e-7,
    }),
    [
      [120, -1816.87920942, -1835.78762132, 6661.07926465],
      [2880, 1788.4233458, 1990.50530957, -6640.59337725],
    ],
  ],
  [
    'XM-3',
    of({
      EPOCH: '2006-06-25T11:12:14.455008',
      MEAN_MOTION: 1.00270176,
      ECCENTRICITY: 0.0000335,
      INCLINATION: 0.0019,
      RA_OF_ASC_NODE: 286.9433,
      ARG_OF_PERICENTER: 13.7918,
      MEAN_ANOMALY: 55.6504,
      NORAD_CAT_ID: 28_626,
      BSTAR: 0.0001,
      MEAN_MOTION_DOT: -0.00000205,
    }),
    [
      [120, 37740.00085593, 18802.76872802, 3.45512584],
      [1440, 42119.96263499, -1925.77567263, -0.19827433],
    ],
  ],
];
