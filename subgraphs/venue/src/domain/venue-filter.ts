import { z } from 'zod';
import { between, optional } from './rules.ts';
import { venueKinds } from './venue.ts';

/** Half around the world, and a bit for the ellipsoid. */
const furthestKm = 20_040;
const radius = `must be more than 0 and at most ${furthestKm}`;

const longestText = 200;

/** What somebody types to find something. */
const wanted = z
  .string()
  .trim()
  .max(longestText, `must have at most ${longestText} characters`)
  .regex(/^[^\0\p{Cs}]*$/u, 'must have no null characters');

/** What a choice of venues must be like; all that is not null must fit. */
export const venueFilter = z
  .object({
    kind: optional(z.enum(venueKinds)),
    city: optional(wanted),
    near: optional(
      z.object({
        latitude: between(-90, 90),
        longitude: between(-180, 180),
        radiusKm: z.number().positive(radius).max(furthestKm, radius),
      }),
    ),
    text: optional(wanted),
  })
  .readonly();

export type WantedVenues = z.input<typeof venueFilter>;

export type VenueFilter = z.output<typeof venueFilter>;
