import { type Principal, streamCursor } from '@constellation/kit';
import { bookingEvents, parseEvent } from '@constellation/schema';
import { audiencesOf, everywhere, mayListenAt, partnerAudience, venueAudience } from './booking-audience.ts';
import type { LiveField } from './live-field.ts';
import { subjectToken } from './subject-token.ts';

/** Changes of one booking, of a venue's bookings, or of all; each to those whose booking it is. */
export const bookingStatusChanged: LiveField = {
  name: 'bookingStatusChanged',
  stream: 'BOOKING',
  isOnDemand: false,

  places: ({ bookingId, venueId }, principal) => {
    if (typeof bookingId === 'string') return [bookingPlace(bookingId)];
    const audiences = mayListenAt(principal);
    return typeof venueId === 'string' && audiences.includes(everywhere) ? [venueAudience(venueId)] : audiences;
  },

  subject: ({ venueId, bookingId }, principal) =>
    `booking.changed.${onlyPartner(principal)}.${subjectToken(venueId)}.${subjectToken(bookingId)}`,

  read: (stored) => {
    const { event, sequence } = stored;
    const contract = bookingEvents.find(({ type }) => type === event.type);
    if (!contract) return undefined;
    const { id: eventId, version, time: at, traceparent, data } = parseEvent(contract, event);
    const { bookingId, venueId, change, from, to, reason } = data;
    const audiences = audiencesOf(data);
    return {
      sequence,
      places: [bookingPlace(bookingId), ...audiences],
      matches: (args) => (args['bookingId'] ?? bookingId) === bookingId && (args['venueId'] ?? venueId) === venueId,
      isFor: (principal) => mayListenAt(principal).some((audience) => audiences.includes(audience)),
      value: () => ({
        cursor: streamCursor(stored),
        eventId,
        bookingId,
        venueId,
        version,
        change,
        from,
        to,
        at,
        reason,
        booking: { __typename: 'Booking', id: bookingId },
      }),
      entity: () => bookingId,
      traceparent,
    };
  },
};

const bookingPlace = (bookingId: string) => `booking ${bookingId}`;

/** The token of a partner who hears of nobody else's bookings. */
function onlyPartner(principal: Principal): string {
  const [first, ...others] = mayListenAt(principal);
  return first === partnerAudience(principal.id) && others.length === 0 ? subjectToken(principal.id) : '*';
}
