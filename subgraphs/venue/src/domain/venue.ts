import { kept } from '@constellation/kit/input';
import { z } from 'zod';
import { between, clearable, line, optional, prose } from './rules.ts';
import { timeZone } from './time-zone.ts';

/** What sort of place a venue can be. */
export const venueKinds = [
  'RESTAURANT',
  'BAR',
  'OBSERVATORY',
  'PLANETARIUM',
  'CONCERT_HALL',
  'STADIUM',
  'MUSEUM',
  'OTHER',
] as const;

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const longestSlug = 80;

/** Whether a text can be a venue's slug at all. */
export const isSlug = (text: string): boolean => text.length <= longestSlug && slugPattern.test(text);

/** What a venue says of itself. */
const said = {
  name: line(200),
  kind: z.enum(venueKinds),
  description: prose(5_000),
  phone: line(50),
  email: line(320).regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address'),
  address: z.object({
    line1: line(200),
    line2: optional(line(200)),
    city: line(100),
    region: optional(line(100)),
    postalCode: optional(line(20)),
    country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code such as DE'),
  }),
  location: z.object({
    latitude: between(-90, 90),
    longitude: between(-180, 180),
    elevation: optional(between(-500, 9_000)).transform((metres) => metres ?? 0),
  }),
  timeZone,
};

/** What a new venue must be like. */
export const newVenue = z.object({
  ...said,
  slug: z.string().refine(isSlug, `must be lower-case letters, digits and single hyphens, at most ${longestSlug}`),
  description: optional(said.description),
  phone: optional(said.phone),
  email: optional(said.email),
});

export type NewVenue = z.input<typeof newVenue>;

/** What a change of a venue must be like. */
export const venueChange = z.object({
  id: z.string(),
  name: kept(said.name),
  kind: kept(said.kind),
  description: clearable(said.description),
  phone: clearable(said.phone),
  email: clearable(said.email),
  address: kept(said.address),
  location: kept(said.location),
  timeZone: kept(said.timeZone),
});

export type VenueChange = z.input<typeof venueChange>;
