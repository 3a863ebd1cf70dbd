import { z } from 'zod';
import { localTime } from './codes.ts';
import { defineEvent } from './event-contract.ts';

const partyRange = { minParty: z.int().positive(), maxParty: z.int().positive() };

const openingHours = z
  .object({
    weekday: z.enum(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']),
    opens: localTime,
    closes: localTime,
  })
  .describe('One stretch that begins on a weekday; `closes` at or before `opens` means the next day.');

const specialHours = z
  .object({ date: z.iso.date(), opens: localTime.nullable(), closes: localTime.nullable() })
  .describe('One stretch that begins on a date in place of the weekly ones; without times the day has none.');

const table = z.object({ id: z.uuid(), label: z.string().max(100), ...partyRange });

const combination = z
  .object({ tableIds: z.array(z.uuid()), ...partyRange, priority: z.int() })
  .describe('Tables that may be joined for one party.');

const room = z.object({
  id: z.uuid(),
  name: z.string().max(200),
  tables: z.array(table),
  combinations: z.array(combination),
});

const location = z
  .object({ latitude: z.number(), longitude: z.number(), elevation: z.number() })
  .describe('Degrees north and east (WGS 84), metres above sea level. Snapshots from before it was told have none.');

const data = z.object({
  venueId: z.uuid(),
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().max(200),
  timeZone: z
    .string()
    .regex(/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/)
    .describe('IANA zone of the opening hours.'),
  location: location.optional(),
  closed: z.boolean().default(false).describe('Whether it takes no new bookings any more.'),
  openingHours: z.array(openingHours),
  specialHours: z.array(specialHours).default([]).describe('Those to come, and at least the last 400 that are past.'),
  rooms: z.array(room).describe('Those in use, with the tables in use.'),
});

/** A venue as it is now, whole: where it lies in time, when it is open, and what can be booked there. */
export type VenueSnapshotData = z.infer<typeof data>;

/** A venue was created or changed; the newest snapshot stands for all before it. */
export const venueSnapshot = defineEvent({
  type: 'venue.snapshot',
  stream: 'VENUE_STATE',
  address: 'venue.snapshot.{venueId}',
  source: '/subgraphs/venue',
  description: 'A venue was created or changed; carries all that a projection needs.',
  data,
});
