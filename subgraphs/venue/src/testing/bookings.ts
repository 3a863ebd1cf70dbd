import { newId, type Platform } from '@constellation/kit';
import { bookingSnapshot } from '@constellation/schema';
import type { BookingSnapshot } from '../domain/upcoming-bookings.ts';

/** A confirmed booking, a long time ahead, apart from what is given. */
export const bookingOf = (given: Partial<BookingSnapshot> = {}): BookingSnapshot => ({
  bookingId: newId(),
  venueId: newId(),
  partnerId: null,
  customerId: null,
  status: 'CONFIRMED',
  startsAt: '2100-01-01T18:00:00Z',
  endsAt: '2100-01-01T20:00:00Z',
  tableIds: [newId()],
  partySize: 2,
  over: false,
  ...given,
});

/** Publishes a version of a booking as the booking subgraph does. */
export async function publishBooking(
  { bus, clock }: Pick<Platform, 'bus' | 'clock'>,
  data: BookingSnapshot,
  version: number,
): Promise<void> {
  const { type, source, stream } = bookingSnapshot;
  const event = {
    specversion: '1.0' as const,
    id: newId(),
    source,
    type,
    subject: data.bookingId,
    time: clock.now().toString(),
    datacontenttype: 'application/json' as const,
    version,
    data,
  };
  await bus.publish(stream, [{ subject: bookingSnapshot.subject(data.bookingId, data), event }]);
}
