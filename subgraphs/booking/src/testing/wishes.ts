import { Refusal } from '@constellation/kit';
import type { VenueDateTime } from '@constellation/schema';
import type { HoldTableInput } from '../actions/hold-table.ts';
import type { Booking } from '../data/booking.entity.ts';
import type { KnownVenue } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';

/** Someone whose words are found nowhere else. */
export const ada = {
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  phone: '+43 1 2345678',
  note: 'Allergic to walnuts',
};

/** A wish that nothing speaks against, apart from what is given: the venue's first table at 19:00 for two. */
export const wish = (venue: KnownVenue, given: Partial<HoldTableInput> = {}): { readonly input: HoldTableInput } => ({
  input: {
    venueId: venue.id,
    tableIds: venue.tableIds.slice(0, 1),
    partySize: 2,
    startsAt: venue.at('19:00'),
    guest: ada,
    ...given,
  },
});

/** A time that is so many minutes from now. */
export const inMinutes = ({ platform }: OpenBookings, minutes: number): VenueDateTime => ({
  instant: platform.clock.now().add({ minutes }),
});

/** So late that a stay ends in a year of five digits. */
export const endOfTime: VenueDateTime = { instant: Temporal.Instant.from('9999-12-31T23:59:00Z') };

/** What became of an action: the booking's status or the refusal's code. Anything else is thrown. */
export async function outcomeOf(action: Promise<Booking>): Promise<string> {
  try {
    return (await action).status;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** How often each outcome came about. */
export async function outcomesOf(actions: readonly Promise<Booking>[]): Promise<Readonly<Record<string, number>>> {
  const outcomes = await Promise.all(actions.map(outcomeOf));
  return Object.fromEntries([...Map.groupBy(outcomes, String)].map(([outcome, same]) => [outcome, same.length]));
}
