import { z } from 'zod';
import { code, machineName } from './codes.ts';
import { defineEvent } from './event-contract.ts';

const source = '/subgraphs/space-data';

const freshness = z.enum(['FRESH', 'STALE', 'EXPIRED']);

const moved = z.object({
  at: z.iso.datetime(),
  latitude: z.number().describe('Degrees north.'),
  longitude: z.number().describe('Degrees east.'),
  altitude: z.number().describe('Kilometres above the ellipsoid.'),
  velocity: z.number().describe('Through space, in km/h.'),
  elementsEpoch: z.iso.datetime().describe('When the elements were determined that it is computed from.'),
  freshness: freshness.describe('How good they are.'),
});

/** Where the International Space Station is. */
export type IssMovedData = z.infer<typeof moved>;

/** The International Space Station is elsewhere than a second ago; the version is the second, counted from 1970. */
export const issMoved = defineEvent({
  type: 'space.iss_moved',
  stream: 'SPACE_NOW',
  address: 'space.iss',
  source,
  description: 'Where the International Space Station is, once a second; the version is the second, counted from 1970.',
  data: moved,
});

const pass = z.object({
  venueId: z.uuid(),
  noradId: z.int().positive().describe('The number of the satellite in the catalogue.'),
  rise: z.iso.datetime(),
  culmination: z.iso.datetime(),
  set: z.iso.datetime(),
  maxElevation: z.number().describe('Degrees above the horizon.'),
  visibleFrom: z.iso.datetime(),
  visibleTo: z.iso.datetime(),
  elementsEpoch: z.iso.datetime().describe('When the elements were determined that it is computed from.'),
  freshness: freshness.describe('How good they are.'),
});

/** A pass above a venue. */
export type VisiblePassSoonData = z.infer<typeof pass>;

/** A satellite is about to be seen from a venue, or is seen already where that could not be told before. */
export const visiblePassSoon = defineEvent({
  type: 'space.visible_pass_soon',
  stream: 'SPACE',
  address: 'space.pass.{venueId}',
  source,
  description: 'A satellite can be seen from a venue in ten minutes or less; told once for each pass.',
  data: pass,
});

const refreshed = z.object({
  source: machineName,
  breaker: z.enum(['CLOSED', 'OPEN', 'HALF_OPEN']),
  lastError: code.nullable().describe('Why the newest asking failed; null unless it did.'),
  freshness: freshness.describe('How good what it gave last was just then.'),
});

/** How a source is once it was asked. */
export type SourceChangedData = z.infer<typeof refreshed>;

/** A source was asked, and something about how it is has changed by that. */
export const sourceChanged = defineEvent({
  type: 'space.source_changed',
  stream: 'SPACE',
  address: 'space.refreshed.{source}',
  source,
  description: 'A source of what is known of space was asked, and is not as it was told of last.',
  data: refreshed,
});
