import { type Message, newId } from '@constellation/kit';
import { bookingConfirmed, bookingEvents, type CloudEvent } from '@constellation/schema';

type Data = ReturnType<typeof bookingConfirmed.data.parse>;

interface Booking {
  readonly id: string;
  readonly venue: { readonly id: string };
}

/** A booking's change as the booking subgraph publishes it. */
export function bookingEvent({ id: bookingId, venue }: Booking, version: number, changes: Partial<Data> = {}): Message {
  const data: Data = {
    bookingId,
    venueId: venue.id,
    partnerId: null,
    customerId: null,
    change: 'STATUS',
    from: 'HELD',
    to: 'CONFIRMED',
    reason: null,
    startsAt: '2030-06-14T19:00:00Z',
    endsAt: '2030-06-14T20:30:00Z',
    tableIds: [newId()],
    partySize: 2,
    attention: [],
    holdExpiresAt: null,
    ...changes,
  };
  const type =
    bookingEvents.find((contract) => contract.type === `booking.${data.to.toLowerCase()}`)?.type ??
    bookingConfirmed.type;
  const event: CloudEvent = {
    specversion: '1.0',
    id: newId(),
    source: '/subgraphs/booking',
    type,
    subject: bookingId,
    time: '2030-06-01T12:00:00Z',
    datacontenttype: 'application/json',
    version,
    data,
  };
  return { subject: bookingConfirmed.subject(bookingId, data), event };
}
