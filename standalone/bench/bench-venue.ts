import { newId, type Platform, systemClock } from '@constellation/kit';
import { venueSnapshot } from '@constellation/schema';
import { weekdays } from '@constellation/schema/schedule';
import type { Slot } from './claim-by-sql.ts';

/** A venue with many tables, as the booking subgraph hears of it. */
export interface BenchVenue {
  readonly venueId: string;
  readonly tableIds: readonly string[];
}

export interface VenuePlan {
  /** For how many people each table is: at least and at most. */
  readonly tables: readonly (readonly [number, number])[];
  /** Neighbours that may be joined, by the place of the first; none when left out. */
  readonly pairs?: readonly number[];
  /** Never closed when left out. */
  readonly hours?: { readonly opens: string; readonly closes: string };
  readonly timeZone?: string;
}

/** Announces a venue on the bus. */
export async function announceVenue({ bus }: Platform, plan: VenuePlan): Promise<BenchVenue> {
  const { tables, pairs = [], hours = { opens: '00:00', closes: '00:00' }, timeZone = 'UTC' } = plan;
  const venueId = newId();
  const tableIds = tables.map(newId);
  const seats = tables.map(([minParty, maxParty], index) => ({
    id: tableIds[index],
    label: String(index + 1),
    minParty,
    maxParty,
  }));
  const combinations = pairs.map((place) => {
    const joined = seats.slice(place, place + 2);
    const maxParty = joined.reduce((sum, seat) => sum + seat.maxParty, 0);
    return { tableIds: joined.map(({ id }) => id), minParty: 2, maxParty, priority: 0 };
  });
  const data = venueSnapshot.data.parse({
    venueId,
    slug: `bench-${venueId}`,
    name: 'Bench',
    timeZone,
    closed: false,
    openingHours: weekdays.map((weekday) => ({ weekday, ...hours })),
    specialHours: [],
    rooms: [{ id: newId(), name: 'Hall', tables: seats, combinations }],
  });
  const event = {
    specversion: '1.0',
    id: newId(),
    source: venueSnapshot.source,
    type: venueSnapshot.type,
    subject: venueId,
    time: systemClock.now().toString(),
    datacontenttype: 'application/json',
    version: 1,
    data,
  } as const;
  await bus.publish(venueSnapshot.stream, [{ subject: venueSnapshot.subject(venueId, data), event }]);
  return { venueId, tableIds };
}

/** One with many tables for two. */
export const announceHall = (platform: Platform): Promise<BenchVenue> =>
  announceVenue(platform, { tables: Array.from({ length: 50 }, () => [1, 4]) });

const firstDay = systemClock.now().add({ hours: 24 }).round('hour');

/** Every index is a table and an hour of its own. */
export const slot = ({ tableIds }: BenchVenue, index: number): Slot => ({
  tableId: tableIds[index % tableIds.length] ?? '',
  start: firstDay.add({ hours: Math.floor(index / tableIds.length) }),
});
