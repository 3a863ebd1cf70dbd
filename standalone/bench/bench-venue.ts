import { newId, type Platform, systemClock } from '@constellation/kit';
import { venueSnapshot } from '@constellation/schema';

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** A venue with many tables that never closes, as the booking subgraph hears of it. */
export interface BenchVenue {
  readonly venueId: string;
  readonly tableIds: readonly string[];
}

/** Announces a venue on the bus. */
export async function announceVenue({ bus }: Platform, tableCount: number): Promise<BenchVenue> {
  const venueId = newId();
  const tableIds = Array.from({ length: tableCount }, newId);
  const data = venueSnapshot.data.parse({
    venueId,
    slug: `bench-${venueId}`,
    name: 'Bench',
    timeZone: 'UTC',
    openingHours: weekdays.map((weekday) => ({ weekday, opens: '00:00', closes: '00:00' })),
    rooms: [
      {
        id: newId(),
        name: 'Hall',
        tables: tableIds.map((id, index) => ({ id, label: String(index + 1), minParty: 1, maxParty: 4 })),
        combinations: [],
      },
    ],
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
