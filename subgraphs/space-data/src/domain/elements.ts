import { z } from 'zod';
import { writtenNumber } from './written-number.ts';

/**
 * Mean orbital elements as an Orbit Mean-Elements Message in JSON (CCSDS 502.0), as CelesTrak and Space-Track publish them;
 * what else it says is kept. An epoch without a zone is UTC.
 */
export const meanElements = z.looseObject({
  OBJECT_NAME: z.string().min(1),
  OBJECT_ID: z.string(),
  EPOCH: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z?$/)
    .refine((text) => z.iso.datetime({ local: true }).safeParse(text).success),
  MEAN_MOTION: writtenNumber.pipe(z.number().positive()),
  ECCENTRICITY: writtenNumber.pipe(z.number().min(0).lt(1)),
  INCLINATION: writtenNumber.pipe(z.number().min(0).max(180)),
  RA_OF_ASC_NODE: writtenNumber,
  ARG_OF_PERICENTER: writtenNumber,
  MEAN_ANOMALY: writtenNumber,
  NORAD_CAT_ID: writtenNumber.pipe(z.number().int().positive().max(999_999_999)),
  ELEMENT_SET_NO: writtenNumber.default(0),
  BSTAR: writtenNumber,
  MEAN_MOTION_DOT: writtenNumber,
  MEAN_MOTION_DDOT: writtenNumber,
});

export type MeanElements = z.output<typeof meanElements>;
