import { newId } from '@constellation/kit';
import { type Booking, BookingEntity } from '../data/booking.entity.ts';
import type { NewBooking } from '../data/change.queries.ts';
import type { KnownVenue } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';

/** Writes bookings of a venue's first table past all rules, an hour long and confirmed apart from what is given; in its order. */
export async function writeBookings(
  { scope }: OpenBookings,
  venue: Pick<KnownVenue, 'id' | 'tableIds'>,
  given: readonly Partial<NewBooking>[],
): Promise<NewBooking[]> {
  const written = given.map((each) => booking(venue, each));
  await scope().em.insertMany(BookingEntity, written);
  return written;
}

const anyStart = Temporal.Instant.from('2030-03-01T18:00:00Z');

function booking(
  { id: venueId, tableIds }: Pick<KnownVenue, 'id' | 'tableIds'>,
  given: Partial<NewBooking>,
): NewBooking {
  const { id = newId(), status = 'CONFIRMED', startsAt = anyStart } = given;
  const lapses: readonly Booking['status'][] = ['REQUESTED', 'HELD'];
  return {
    id,
    reference: id,
    status,
    venueId,
    tableIds: tableIds.slice(0, 1),
    labels: ['T1'],
    partySize: 2,
    startsAt,
    endsAt: startsAt.add({ hours: 1 }),
    timeZone: 'Europe/Vienna',
    channel: 'CUSTOMER',
    customerId: null,
    partnerId: null,
    guest: null,
    wishedTableIds: null,
    total: null,
    attention: [],
    heldAt: null,
    lapsesAt: lapses.includes(status) ? startsAt : null,
    version: 1,
    createdAt: anyStart,
    updatedAt: anyStart,
    ...given,
  };
}
